package org.groksweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.groksweep.driver.plan.SweepPlanner;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

  private static final Path PAGE = Path.of(System.getProperty("groksweep.root"), "conf/README.md");

  @Test
  void thePageIsWhatTheTableSays() throws Exception {
    String page = ReferencePage.text(Families.load());
    if (Boolean.getBoolean("write.conf.readme")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("conf/README.md; write it by -Dtest=ReferencePageTest -Dwrite.conf.readme=true")
        .isEqualTo(page);
  }

  @Test
  void itsExampleIsAConfig() throws Exception {
    String page = ReferencePage.text(Families.load());
    String example = block(page, 0);
    SweepConfig config = ConfigReader.read("example", example, List.of(), Families.load());
    // 5 fractions and 5 widths at depths 3 and 4 with both scales, at depth 2 with one; 20 seeds.
    assertThat(SweepPlanner.standard().plan(config).trials()).isEqualTo(5 * 5 * 5 * 20);
    String phased = example.replaceFirst("(?s)axes:.*?passages:", "passages:") + block(page, 1);
    SweepConfig walk =
        ConfigReader.read("walk", phased, List.of("dataFraction=0.1", "depth=2"), Families.load());
    assertThat(walk.phases()).hasSize(2 + 21);
  }

  private static String block(String page, int number) {
    return page.split("```yaml\n")[number + 1].split("```")[0];
  }
}
