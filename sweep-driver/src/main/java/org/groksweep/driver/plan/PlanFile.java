package org.groksweep.driver.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.groksweep.trainer.spec.CanonicalJson;

/**
 * A stored plan: what a config added to a sweep. The trials themselves are not in it, since they
 * follow from the config; the bundles' ids tell whether they still do.
 *
 * @param sweepId of the sweep, the same in all its plans
 * @param config the canonical config, in JSON
 * @param digest of the config
 * @param data canonical task spec to fingerprint of its examples; several, in their order, where
 *     tasks differ in the paths of their files alone; beside them "start.from" and a path to the
 *     fingerprint of its weights
 * @param versions of the software that made the plan
 * @param bundles that the plan adds, possibly none, as ranges over the trials that it adds
 */
public record PlanFile(
    String sweepId,
    String config,
    String digest,
    Map<String, String> data,
    Map<String, String> versions,
    List<Range> bundles) {

  /** The format that this version writes and the only one that it reads. */
  public static final int FORMAT_VERSION = 1;

  /**
   * A bundle of a stored plan.
   *
   * @param id of the bundle
   * @param engine that trains it
   * @param trials how many of the plan's trials, in their order, are its
   */
  public record Range(String id, String engine, int trials) {}

  public PlanFile {
    data = Collections.unmodifiableMap(new TreeMap<>(data));
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    bundles = List.copyOf(bundles);
  }

  /** The plan as the text of a file. */
  public String text() {
    StringBuilder text = new StringBuilder("{\n");
    text.append("\"formatVersion\":").append(FORMAT_VERSION);
    field(text, "sweepId", CanonicalJson.of(sweepId));
    field(text, "digest", CanonicalJson.of(digest));
    field(text, "data", CanonicalJson.of(data));
    field(text, "versions", CanonicalJson.of(versions));
    field(text, "config", config);
    List<String> ranges = bundles.stream().map(CanonicalJson::of).toList();
    field(text, "bundles", "[" + String.join(",\n", ranges) + "]");
    return text.append("\n}\n").toString();
  }

  /**
   * The plan of a file's text.
   *
   * @param source names the file in messages
   * @throws IllegalArgumentException if the text is no plan of this format
   */
  public static PlanFile parse(String source, String text) {
    ObjectMapper mapper =
        new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    try {
      JsonNode root = mapper.readTree(text);
      int format = required(source, root, "formatVersion").asInt();
      if (format != FORMAT_VERSION) {
        throw new IllegalArgumentException(
            "%s: formatVersion: %d must be %d; the plan is of another version of groksweep"
                .formatted(source, format, FORMAT_VERSION));
      }
      List<Range> bundles = new ArrayList<>();
      for (JsonNode bundle : required(source, root, "bundles")) {
        bundles.add(
            new Range(
                required(source, bundle, "id").asText(),
                required(source, bundle, "engine").asText(),
                required(source, bundle, "trials").asInt()));
      }
      return new PlanFile(
          required(source, root, "sweepId").asText(),
          mapper.writeValueAsString(required(source, root, "config")),
          required(source, root, "digest").asText(),
          texts(required(source, root, "data")),
          texts(required(source, root, "versions")),
          bundles);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          source + ": is no stored plan: " + e.getOriginalMessage(), e);
    }
  }

  private static void field(StringBuilder text, String name, String json) {
    text.append(",\n\"").append(name).append("\":").append(json);
  }

  private static JsonNode required(String source, JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException(source + ": is no stored plan: " + name + " is missing");
    }
    return value;
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }
}
