package org.groksweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.groksweep.driver.plan.SweepPlanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongFilesTest {

  @TempDir private Path folder;

  @Test
  void allWrongFilesOfATaskAreReportedAtOnce() throws IOException {
    Path images = Files.writeString(folder.resolve("images"), "no images");
    Path labels = Files.writeString(folder.resolve("labels"), "no labels");
    String config =
        """
        name: own
        task: {type: images, trainImages: '%s', trainLabels: '%s', trainExamples: 2}
        model: {type: mlp, depth: 2, width: 4}
        optimizer: {type: sgd, learningRate: 0.1}
        maxSteps: 10
        seeds: 2
        """
            .formatted(images, labels);

    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                SweepPlanner.standard()
                    .plan(ConfigReader.read("test.yaml", config, List.of(), Families.load())));

    assertThat(refused.problems())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.rule()).contains("offset 0: the magic number"))
        .extracting(ConfigProblem::rule)
        .anyMatch(rule -> rule.contains(images.toString()))
        .anyMatch(rule -> rule.contains(labels.toString()));
  }
}
