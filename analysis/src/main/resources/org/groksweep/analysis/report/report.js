"use strict";
(() => {
  const figures = JSON.parse(document.getElementById("figure-data").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

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

  // A legend stands above its chart and may take two lines.
  function headroom(panel) {
    const named = panel.traces.filter((trace) => trace.name && trace.showlegend !== false);
    if (panel.layout.showlegend === false || named.length === 0) {
      return 40;
    }
    return named.length < 3 ? 64 : 84;
  }

  function layout(panel, style) {
    const own = panel.layout;
    const colour = (name) => style.getPropertyValue("--" + name).trim();
    const base = {
      paper_bgcolor: colour("paper"),
      plot_bgcolor: colour("paper"),
      font: { family: style.fontFamily, size: 13, color: colour("ink") },
      title: { x: 0, xref: "paper", xanchor: "left", y: 0.985, yanchor: "top", font: { size: 14.5, color: colour("ink") } },
      margin: { l: 58, r: 14, t: headroom(panel), b: 52 },
      hoverlabel: { bgcolor: colour("paper"), bordercolor: colour("rule"), font: { color: colour("ink") } },
      legend: { font: { size: 12 }, bgcolor: "rgba(0,0,0,0)" },
      hovermode: "closest",
    };
    for (const name of Object.keys(own).filter((each) => /^[xy]axis[0-9]*$/.test(each))) {
      base[name] = axis(style);
    }
    return merged(base, resolved(own, style, false));
  }

  function download(format) {
    return (chart) =>
      Plotly.downloadImage(chart, {
        format,
        filename: chart.dataset.file,
        width: chart.clientWidth,
        height: chart.clientHeight,
        scale: format === "png" ? 3 : 1,
      });
  }

  function button(format) {
    // An arrow onto a line; the SVG's one also has a frame.
    const arrow = "M9 1h2v8h3l-4 5-4-5h3zM3 16h14v2H3z";
    return {
      name: `Download as ${format.toUpperCase()}`,
      icon: { width: 20, height: 20, path: format === "svg" ? arrow + "M1 11h2v7H1zM17 11h2v7h-2z" : arrow },
      click: download(format),
    };
  }

  async function drawAll() {
    const style = getComputedStyle(document.documentElement);
    const page = getComputedStyle(document.body);
    const looks = {
      getPropertyValue: (name) => style.getPropertyValue(name),
      fontFamily: page.fontFamily,
    };
    for (const [id, panels] of Object.entries(figures)) {
      for (const [place, panel] of panels.entries()) {
        const chart = document.getElementById(`${id}-${place}`);
        chart.dataset.file = `${document.body.dataset.sweep}-${chart.id}`;
        await Plotly.react(chart, resolved(panel.traces, looks, false), layout(panel, looks), {
          responsive: true,
          displaylogo: false,
          modeBarButtons: [[button("png"), button("svg"), "resetScale2d"]],
        });
      }
    }
    document.documentElement.dataset.drawn = dark.matches ? "dark" : "light";
  }

  async function start() {
    try {
      await loadPlotly();
    } catch (fault) {
      document.getElementById("without-charts").hidden = false;
      throw fault;
    }
    await drawAll();
    dark.addEventListener("change", drawAll);
  }

  start();
})();
