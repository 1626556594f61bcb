"use strict";
(() => {
  const figures = JSON.parse(document.getElementById("figure-data").textContent);
  const panels = new Map(
    Object.entries(figures).flatMap(([id, own]) => own.map((panel, place) => [document.getElementById(`${id}-${place}`), panel])),
  );
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const ruler = document.createElement("canvas").getContext("2d");

  // Plotly's eleven megabytes travel compressed.
  async function loadPlotly() {
    const packed = atob(document.getElementById("plotly-source").textContent.trim());
    const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.head.append(script);
  }

  // "@name" is a colour of the style sheet, "@name/0.3" the same with an opacity.
  function colourOf(value, style) {
    const token = typeof value === "string" && /^@([a-z0-9]+)(?:\/([0-9.]+))?$/.exec(value);
    if (!token) {
      return value;
    }
    const colour = style.getPropertyValue("--" + token[1]).trim();
    if (!token[2]) {
      return colour;
    }
    const channels = [1, 3, 5].map((place) => parseInt(colour.slice(place, place + 2), 16));
    return `rgba(${channels.join(",")},${token[2]})`;
  }

  // Only what Plotly takes for a colour is one: a label may well begin with "@".
  function resolved(value, style, isColour) {
    if (Array.isArray(value)) {
      return value.map((item) => resolved(item, style, isColour));
    }
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(
        Object.entries(value).map(([name, entry]) => [name, resolved(entry, style, /color/i.test(name))]),
      );
    }
    return isColour ? colourOf(value, style) : value;
  }

  function axis(style) {
    const colour = (name) => style.getPropertyValue("--" + name).trim();
    return {
      automargin: true,
      color: colour("ink"),
      gridcolor: colour("grid"),
      linecolor: colour("muted"),
      tickcolor: colour("muted"),
      tickfont: { color: colour("muted"), size: 12 },
      showline: true,
      ticks: "outside",
      ticklen: 4,
      zeroline: false,
      title: { standoff: 8, font: { size: 13, color: colour("ink") } },
    };
  }

  function merged(base, own) {
    const result = { ...base };
    for (const [name, entry] of Object.entries(own)) {
      const both = entry !== null && typeof entry === "object" && !Array.isArray(entry);
      result[name] = both ? merged(base[name] ?? {}, entry) : entry;
    }
    return result;
  }

  function layout(panel, style) {
    const own = panel.layout;
    const colour = (name) => style.getPropertyValue("--" + name).trim();
    const base = {
      paper_bgcolor: colour("paper"),
      plot_bgcolor: colour("paper"),
      font: { family: style.fontFamily, size: 13, color: colour("ink") },
      margin: { l: 58, r: 14, t: 8, b: 52 },
      hoverlabel: { bgcolor: colour("paper"), bordercolor: colour("rule"), font: { color: colour("ink") } },
      legend: { font: { size: 12 }, bgcolor: "rgba(0,0,0,0)" },
      hovermode: "closest",
    };
    for (const name of Object.keys(own).filter((each) => /^[xy]axis[0-9]*$/.test(each))) {
      base[name] = axis(style);
    }
    return merged(base, resolved(own, style, false));
  }

  // Plotly takes tags in a text for markup.
  function shown(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }

  // Words in lines of at most so many pixels.
  function lines(text, font, most) {
    ruler.font = font;
    const broken = [""];
    for (const word of text.split(" ")) {
      const longer = `${broken.at(-1)} ${word}`.trim();
      if (broken.at(-1) === "" || ruler.measureText(longer).width <= most) {
        broken[broken.length - 1] = longer;
      } else {
        broken.push(word);
      }
    }
    return broken;
  }

  function titleOf(chart) {
    return chart.parentElement.querySelector("h4")?.textContent ?? "";
  }

  // An exported picture has its titles inside; on the page they stand above, where they wrap and can be read aloud.
  function download(chart, format) {
    const figure = chart.closest("figure").querySelector("h3").textContent;
    const panel = titleOf(chart);
    const size = 16;
    const title = lines(panel ? `${figure}: ${panel}` : figure, `${size}px ${chart.layout.font.family}`, chart.clientWidth - 30);
    const room = 1.35 * size * title.length + 14;
    const layout = {
      ...chart.layout,
      title: { text: title.map(shown).join("<br>"), x: 0, xref: "paper", xanchor: "left", y: 1, yref: "container", yanchor: "top", pad: { t: 12 }, font: { size } },
      margin: { ...chart.layout.margin, t: chart.layout.margin.t + room },
    };
    return Plotly.downloadImage({ data: chart.data, layout }, {
      format,
      filename: `${document.body.dataset.sweep}-${chart.id}`,
      width: chart.clientWidth,
      height: chart.clientHeight + room,
      scale: format === "png" ? 3 : 1,
    });
  }

  function button(chart, label, path, action) {
    const made = document.createElement("button");
    const name = titleOf(chart);
    made.type = "button";
    made.title = label;
    made.setAttribute("aria-label", name ? `${label}: ${name}` : label);
    made.innerHTML = `<svg viewBox="0 0 20 20" aria-hidden="true"><path d="${path}"/></svg>`;
    made.addEventListener("click", action);
    return made;
  }

  // Real buttons beside the title: Plotly's lie over the chart, and no key reaches them.
  function addTools(chart) {
    // An arrow onto a line; the SVG's one also has a frame.
    const arrow = "M9 1h2v8h3l-4 5-4-5h3zM3 16h14v2H3z";
    chart.parentElement.querySelector(".tools").append(
      button(chart, "Download as PNG", arrow, () => download(chart, "png")),
      button(chart, "Download as SVG", arrow + "M1 11h2v7H1zM17 11h2v7h-2z", () => download(chart, "svg")),
      button(chart, "Reset zoom", "M3 3h5v2H5v3H3zM12 3h5v5h-2V5h-3zM3 12h2v3h3v2H3zM15 12h2v5h-5v-2h3z", () => draw(chart)),
    );
  }

  // Labels depend on the range and on the room, which are known when the chart is drawn.
  function label(chart) {
    const font = chart._fullLayout.xaxis.tickfont;
    return Plotly.relayout(chart, ticks.changes(chart, `${font.size}px ${font.family}`));
  }

  function draw(chart) {
    const style = getComputedStyle(document.documentElement);
    const panel = panels.get(chart);
    const looks = {
      getPropertyValue: (name) => style.getPropertyValue(name),
      fontFamily: getComputedStyle(document.body).fontFamily,
    };
    // Plotly measures its place once, and again when the window is resized.
    const size = { width: chart.clientWidth, height: chart.clientHeight };
    return Plotly.react(chart, resolved(panel.traces, looks, false), { ...layout(panel, looks), ...size }, {
      responsive: true,
      displayModeBar: false,
    }).then(() => label(chart));
  }

  async function drawAll() {
    for (const chart of panels.keys()) {
      await draw(chart);
    }
    document.documentElement.dataset.drawn = dark.matches ? "dark" : "light";
  }

  // Paper is white and has its own width; nobody waits for what comes later than the event.
  function print(onPaper) {
    document.documentElement.classList.toggle("on-paper", onPaper);
    [...panels.keys()].forEach(draw);
  }

  async function start() {
    try {
      await loadPlotly();
    } catch (fault) {
      document.getElementById("without-charts").hidden = false;
      throw fault;
    }
    [...panels.keys()].forEach(addTools);
    await drawAll();
    for (const chart of panels.keys()) {
      chart.on("plotly_relayout", (change) => Object.keys(change).every(ticks.isOwn) || label(chart));
    }
    dark.addEventListener("change", drawAll);
    window.addEventListener("beforeprint", () => print(true));
    window.addEventListener("afterprint", () => print(false));
  }

  start();
})();
