package org.groksweep.trainer.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How enum constants are written in a config: WITH_REPLACEMENT is "withReplacement". */
public final class Choices {

  private Choices() {}

  public static String key(Enum<?> constant) {
    String[] words = constant.name().toLowerCase(Locale.ROOT).split("_");
    StringBuilder key = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      key.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return key.toString();
  }

  /** The texts of all constants, in their order. */
  public static <E extends Enum<E>> List<String> of(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Choices::key).toList();
  }
}
