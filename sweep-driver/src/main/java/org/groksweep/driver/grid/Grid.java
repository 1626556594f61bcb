package org.groksweep.driver.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The product of axes, in which zipped axes move together and count once. Cells are numbered from
 * 0; the first axis is the slowest.
 *
 * @param axes in the config's order
 * @param zips lists of paths; the axes of a list have as many values as each other, and no axis is
 *     in two
 */
public record Grid(List<Axis> axes, List<List<String>> zips) {

  public Grid {
    axes = List.copyOf(axes);
    zips = zips.stream().map(List::copyOf).toList();
  }

  /** Number of cells before any is excluded; 1 without axes; at most Long.MAX_VALUE. */
  public long size() {
    double estimate = 1;
    long size = 1;
    for (List<Integer> group : groups()) {
      long length = axes.get(group.get(0)).values().size();
      estimate *= length;
      size *= length;
    }
    return estimate > Long.MAX_VALUE ? Long.MAX_VALUE : size;
  }

  /** The cells in their order: of each the index of its value on each axis. */
  public Iterable<int[]> cells() {
    int[][] groups =
        groups().stream()
            .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    long size = size();
    return () -> LongStream.range(0, size).mapToObj(cell -> indices(groups, cell)).iterator();
  }

  private int[] indices(int[][] groups, long cell) {
    int[] indices = new int[axes.size()];
    long rest = cell;
    for (int g = groups.length - 1; g >= 0; g--) {
      int length = axes.get(groups[g][0]).values().size();
      for (int axis : groups[g]) {
        indices[axis] = (int) (rest % length);
      }
      rest /= length;
    }
    return indices;
  }

  // The axes that move together, each group at the place of its first axis.
  private List<List<Integer>> groups() {
    List<List<Integer>> groups = new ArrayList<>();
    for (int axis = 0; axis < axes.size(); axis++) {
      String path = axes.get(axis).path();
      int self = axis;
      List<String> zip =
          zips.stream().filter(paths -> paths.contains(path)).findFirst().orElse(List.of(path));
      groups.stream()
          .filter(group -> zip.contains(axes.get(group.get(0)).path()))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(self), () -> groups.add(new ArrayList<>(List.of(self))));
    }
    return groups;
  }
}
