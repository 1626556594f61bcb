package org.groksweep.driver.grid;

import java.util.ArrayList;
import java.util.List;

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

  /** The index of a cell's value on each axis, in the order of the axes. */
  public int[] indices(long cell) {
    List<List<Integer>> groups = groups();
    int[] indices = new int[axes.size()];
    long rest = cell;
    for (int g = groups.size() - 1; g >= 0; g--) {
      int length = axes.get(groups.get(g).get(0)).values().size();
      int index = (int) (rest % length);
      rest /= length;
      for (int axis : groups.get(g)) {
        indices[axis] = index;
      }
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
