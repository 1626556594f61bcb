package org.groksweep.analysis.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a sweep came out in one respect, for the head of its page.
 *
 * @param sentence what came out, in words
 * @param tiles numbers by what they are
 * @param sources the queries that the numbers came from
 */
record Story(String sentence, Map<String, String> tiles, List<Source> sources) {

  Story {
    tiles = Collections.unmodifiableMap(new LinkedHashMap<>(tiles));
    sources = List.copyOf(sources);
  }
}
