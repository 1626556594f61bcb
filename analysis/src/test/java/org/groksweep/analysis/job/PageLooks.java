package org.groksweep.analysis.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A page in a browser of some width and colour scheme, and what is wrong with how it looks. */
record PageLooks(Browser browser) {

  private static final String DRAWN =
      """
      new Promise((resolve) => {
        const root = document.documentElement;
        const look = () => root.dataset.drawn === "%s" && resolve(true);
        new MutationObserver(look).observe(root, { attributes: true });
        look();
      })""";

  /** Pairs of texts that touch, texts that are cut off, and legends that lie on data. */
  private static final String FAULTS =
      """
      (() => {
        const faults = [];
        const slack = 0.5;
        const box = (element) => element.getBoundingClientRect();
        const touch = (a, b) => a.left < b.right - slack && b.left < a.right - slack
          && a.top < b.bottom - slack && b.top < a.bottom - slack;
        const inside = (a, b) => a.left >= b.left - slack && a.right <= b.right + slack
          && a.top >= b.top - slack && a.bottom <= b.bottom + slack;
        for (const panel of document.querySelectorAll(".panel")) {
          const chart = panel.querySelector(".chart");
          const texts = [...chart.querySelectorAll("svg text")].filter((text) => text.textContent.trim());
          const plot = box(chart.querySelector(".nsewdrag"));
          texts.forEach((text, i) => {
            if (!inside(box(text), box(chart))) {
              faults.push(`${chart.id}: "${text.textContent}" is cut off`);
            }
            for (const other of texts.slice(i + 1).filter((each) => touch(box(text), box(each)))) {
              faults.push(`${chart.id}: "${text.textContent}" touches "${other.textContent}"`);
            }
          });
          for (const legend of chart.querySelectorAll(".legend")) {
            if (touch(box(legend), plot)) {
              faults.push(`${chart.id}: the legend lies on the data`);
            }
          }
          if (chart.querySelector(".modebar")) {
            faults.push(`${chart.id}: a mode bar lies on the chart`);
          }
          const labels = chart.querySelectorAll(".xtick text").length;
          if (labels < 2) {
            faults.push(`${chart.id}: ${labels} labels on the x axis`);
          }
          const heading = panel.querySelector("h4");
          const range = document.createRange();
          for (const button of panel.querySelectorAll(".tools button")) {
            if (heading) {
              range.selectNodeContents(heading);
              if ([...range.getClientRects()].some((line) => touch(line, box(button)))) {
                faults.push(`${chart.id}: the title touches "${button.title}"`);
              }
            }
            if (touch(box(button), box(chart))) {
              faults.push(`${chart.id}: "${button.title}" lies on the chart`);
            }
          }
        }
        for (const tile of document.querySelectorAll(".tiles > div > *, h1, h2, h3, h4, p, figcaption")) {
          if (tile.scrollWidth > tile.clientWidth + 1 && !tile.hidden) {
            faults.push(`"${tile.textContent}" is wider than its place`);
          }
        }
        return faults;
      })()""";

  /** Opens a page and waits until its charts are drawn. */
  void open(URI page, int width, String scheme) throws Exception {
    width(width);
    scheme(scheme);
    browser.open(page);
    waitUntilDrawn(scheme);
  }

  void width(int width) throws Exception {
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
  }

  void scheme(String scheme) throws Exception {
    browser.call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void waitUntilDrawn(String scheme) throws Exception {
    browser.evaluate(DRAWN.formatted(scheme));
  }

  /** In words; empty where nothing is wrong. */
  List<String> faults() throws Exception {
    List<String> faults = new ArrayList<>();
    for (JsonNode fault : browser.evaluate(FAULTS)) {
      faults.add(fault.asText());
    }
    return faults;
  }
}
