package org.groksweep.driver.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.trainer.checkpoint.PartHeader;
import org.groksweep.trainer.checkpoint.PartHeader.Link;
import org.groksweep.trainer.checkpoint.PartReader;
import org.groksweep.trainer.checkpoint.PartSummary;
import org.groksweep.trainer.loop.Checkpoints.StateReader;
import org.groksweep.trainer.loop.WeightsSink;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.parquet.TrialRecord;
import org.groksweep.trainer.spec.Trial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What earlier attempts at a bundle have done: parts, each of which names the one before it by file
 * and digest, found whole from the first to the newest.
 *
 * <p>The ended trials come first; behind the last of their ends there may be a trial in training,
 * or a group, with its rows so far and, in the newest part, its state.
 */
final class CheckpointChain {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointChain.class);

  private final CheckpointFolder folder;
  private final List<Trial> trials;
  private final List<Part> parts;

  /** The part that holds the last trial's end; empty where no trial has ended. */
  private final Optional<Integer> lastEnded;

  private final List<Trial> inTraining;

  private record Part(String name, PartSummary summary, long entries) {
    Link link() {
      return new Link(name, summary.digest(), entries);
    }
  }

  private CheckpointChain(CheckpointFolder folder, List<Trial> trials, List<Part> parts)
      throws IOException {
    this.folder = folder;
    this.trials = trials;
    this.parts = List.copyOf(parts);
    Optional<Integer> ended = Optional.empty();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).summary().endedEntries() > 0) {
        ended = Optional.of(i);
      }
    }
    this.lastEnded = ended;
    this.inTraining = hasState() ? readInTraining() : List.of();
  }

  /** The newest whole chain of a key; a damaged one is passed over for one before it. */
  static Optional<CheckpointChain> newest(CheckpointFolder folder, List<Trial> trials, String key)
      throws IOException {
    Map<String, PartSummary> verified = new HashMap<>();
    for (String name : folder.newestFirst()) {
      try {
        Optional<List<Part>> parts = parts(folder, trials, key, name, verified);
        if (parts.isPresent()) {
          return Optional.of(new CheckpointChain(folder, trials, parts.get()));
        }
      } catch (IOException | RuntimeException e) {
        LOG.warn("checkpoint {} is passed over: {}", name, e.toString());
      }
    }
    return Optional.empty();
  }

  // From the newest back to the first; empty where it is of another key.
  private static Optional<List<Part>> parts(
      CheckpointFolder folder,
      List<Trial> trials,
      String key,
      String newest,
      Map<String, PartSummary> verified)
      throws IOException {
    List<Part> parts = new ArrayList<>();
    Optional<Link> next = Optional.empty();
    String name = newest;
    do {
      PartHeader header = header(folder, name, trials);
      if (!header.key().equals(key)) {
        return Optional.empty();
      }
      PartSummary summary = verified.get(name);
      if (summary == null) {
        summary = folder.verify(name);
        verified.put(name, summary);
      }
      if (next.isPresent() && !next.get().digest().equals(summary.digest())) {
        throw new IOException(name + " is not the part that the next one follows");
      }
      parts.add(0, new Part(name, summary, next.map(Link::entries).orElse(summary.entries())));
      next = header.before();
      name = next.map(Link::name).orElse("");
    } while (next.isPresent());
    return Optional.of(parts);
  }

  private static PartHeader header(CheckpointFolder folder, String name, List<Trial> trials)
      throws IOException {
    try (PartReader reader = new PartReader(folder.open(name), trials)) {
      return reader.header();
    }
  }

  /** The newest part. */
  Link newest() {
    return parts.get(parts.size() - 1).link();
  }

  /** The chain up to the last trial's end; empty where no trial has ended. */
  Optional<Link> upToLastEnd() {
    return lastEnded.map(
        index -> {
          Part part = parts.get(index);
          return new Link(part.name(), part.summary().digest(), part.summary().endedEntries());
        });
  }

  /** Whether there is a state of the trial after the last that ended. */
  boolean hasState() {
    return parts.get(parts.size() - 1).summary().hasState();
  }

  /** The trials whose state there is, in their order: one, or a group; none without a state. */
  List<Trial> inTraining() {
    return inTraining;
  }

  private List<Trial> readInTraining() throws IOException {
    List<Trial> members = new ArrayList<>();
    int newest = parts.size() - 1;
    try (PartReader reader = openBehindLastEnd(newest)) {
      while (!reader.atState()) {
        if (reader.atMember()) {
          members.add(reader.member());
        } else {
          skip(reader, 1);
        }
      }
      members.add(reader.ofState());
    }
    return List.copyOf(members);
  }

  /** Hands on the rows and weights of the trials that ended, and tells how they did. */
  List<TrialRecord> ended(MetricSink sink, WeightsSink weights) throws IOException {
    List<TrialRecord> ended = new ArrayList<>();
    for (int i = 0; lastEnded.isPresent() && i <= lastEnded.get(); i++) {
      Part part = parts.get(i);
      long entries = i == lastEnded.get() ? part.summary().endedEntries() : part.entries();
      try (PartReader reader = new PartReader(folder.open(part.name()), trials)) {
        for (long entry = 0; entry < entries && !reader.atState(); entry++) {
          if (reader.atRow()) {
            reader.row(sink);
          } else if (reader.atWeights()) {
            reader.weights(weights);
          } else {
            ended.add(reader.ended());
          }
        }
      }
    }
    return ended;
  }

  /** Hands on rows and weights after the last trial's end, then the newest state. */
  void state(MetricSink sink, WeightsSink weights, StateReader state) throws IOException {
    for (int i = lastEnded.orElse(0); i < parts.size(); i++) {
      boolean newest = i == parts.size() - 1;
      try (PartReader reader = openBehindLastEnd(i)) {
        while (reader.atRow() || reader.atWeights() || reader.atMember()) {
          if (reader.atRow()) {
            reader.row(sink);
          } else if (reader.atWeights()) {
            reader.weights(weights);
          } else {
            reader.member();
          }
        }
        if (newest) {
          reader.state(state);
        }
      }
    }
  }

  private PartReader openBehindLastEnd(int index) throws IOException {
    Part part = parts.get(index);
    PartReader reader = new PartReader(folder.open(part.name()), trials);
    skip(
        reader,
        lastEnded.filter(ended -> ended == index).isPresent() ? part.summary().endedEntries() : 0);
    return reader;
  }

  private static void skip(PartReader reader, long entries) throws IOException {
    for (long entry = 0; entry < entries; entry++) {
      if (reader.atRow()) {
        reader.row((trial, row) -> {});
      } else if (reader.atWeights()) {
        reader.weights(WeightsSink.NONE);
      } else {
        reader.ended();
      }
    }
  }
}
