package org.groksweep.driver.replay;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * How many things are drawn from many, at random by a seed.
 *
 * @param size a number, at least 1, or a share in (0, 1] of all
 * @param isShare which of the two
 * @param seed of the draw
 */
public record Sample(double size, boolean isShare, long seed) {

  /**
   * The sample of a text.
   *
   * @param text such as "5%" or "20"
   * @throws IllegalArgumentException if it is neither
   */
  public static Sample parse(String text, long seed) {
    boolean share = text.endsWith("%");
    String number = share ? text.substring(0, text.length() - 1) : text;
    String rule = "--sample: " + text + " must be a number such as 20 or a percentage such as 5%";
    try {
      double size = share ? Double.parseDouble(number) / 100 : Integer.parseInt(number);
      if (share ? size > 0 && size <= 1 : size >= 1) {
        return new Sample(size, share, seed);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(rule, e);
    }
    throw new IllegalArgumentException(rule);
  }

  /**
   * The drawn things, without repetition, in an order that the seed decides: at least one, if there
   * is any.
   *
   * @param name tells things apart; the draw depends on names and seed alone
   */
  public <T> List<T> of(List<T> all, Function<T, String> name) {
    long count = isShare ? (long) Math.ceil(size * all.size()) : (long) size;
    // Each thing's place is a hash of its name and the seed: a uniform order, whatever else there
    // is.
    return all.stream()
        .sorted(Comparator.comparing(thing -> UUID.nameUUIDFromBytes(bytes(name.apply(thing)))))
        .limit(count)
        .toList();
  }

  private byte[] bytes(String name) {
    return (seed + " " + name).getBytes(StandardCharsets.UTF_8);
  }
}
