"use strict";
// Tick labels that do not touch: Plotly does not look whether those of logarithmic and category axes have room.
const ticks = (() => {
  const GAP = 9;
  const LINE = 17;
  const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  // First digits, and up to how many decades they are labelled.
  const DENSITIES = [[DIGITS, 1], [[1, 2, 5], 2.7], [[1, 3], 4.2], [[1], Infinity]];
  const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const PREFIXES = ["", "k", "M", "G"];
  const MINOR_FROM_PIXELS_PER_DECADE = 30;
  const ruler = document.createElement("canvas").getContext("2d");

  function power(mantissa, exponent) {
    const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[digit]).join("");
    return `${mantissa === 1 ? "" : mantissa + "×"}10${exponent < 0 ? "⁻" : ""}${digits}`;
  }

  // 0.01, 200, 5k, 1M; on an axis that goes further, 10⁻⁴ and 10.
  function text(value, powers) {
    const exponent = Math.floor(Math.log10(value) + 1e-9);
    if (powers && (exponent < 0 || exponent > 1)) {
      return power(Math.round(value / 10 ** exponent), exponent);
    }
    const thousands = value < 1000 ? 0 : Math.floor(exponent / 3);
    return Number((value / 1000 ** thousands).toPrecision(4)) + PREFIXES[thousands];
  }

  function decades(low, high, every, mantissas) {
    const values = [];
    for (let exponent = Math.floor(low); exponent <= high; exponent++) {
      if (exponent % every === 0) {
        values.push(...mantissas.map((mantissa) => Number(`${mantissa}e${exponent}`)));
      }
    }
    return values;
  }

  function evenly(low, high, step) {
    const values = [];
    for (let place = Math.ceil(10 ** low / step); place * step <= 10 ** high * (1 + 1e-9); place++) {
      values.push(place * step);
    }
    return values;
  }

  // Lists of values, the densest first.
  function* candidates(low, high) {
    for (const [mantissas, most] of DENSITIES) {
      if (high - low <= most) {
        yield decades(low, high, 1, mantissas);
      }
    }
    for (let every = 2; every < 40; every++) {
      yield decades(low, high, every, [1]);
    }
  }

  // For less than a decade: even steps.
  function* steps(low, high) {
    for (let exponent = Math.floor(Math.log10(10 ** high - 10 ** low)) - 1; exponent <= high; exponent++) {
      for (const mantissa of [1, 2, 5]) {
        yield evenly(low, high, Number(`${mantissa}e${exponent}`));
      }
    }
  }

  function fits(places, texts, upright) {
    return places.every((place, i) => {
      if (i === 0) {
        return true;
      }
      const need = upright ? LINE : (ruler.measureText(texts[i]).width + ruler.measureText(texts[i - 1]).width) / 2 + GAP;
      return Math.abs(place - places[i - 1]) >= need;
    });
  }

  function logarithmic(axis, upright) {
    const [low, high] = [...axis.range].sort((a, b) => a - b);
    const pixels = axis._length / (high - low);
    const powers = low < -3.01 || high > 10;
    const choice = (lists, least) => {
      for (const list of lists) {
        const values = list.filter((value) => Math.log10(value) >= low - 1e-9 && Math.log10(value) <= high + 1e-9);
        const texts = values.map((value) => text(value, powers));
        if (values.length < least) {
          return undefined;
        }
        if (new Set(texts).size === texts.length && fits(values.map((value) => Math.log10(value) * pixels), texts, upright)) {
          return { tickmode: "array", tickvals: values, ticktext: texts };
        }
      }
      return undefined;
    };
    const chosen = choice(candidates(low, high), high - low < 1 ? 3 : 2) ?? choice(steps(low, high), 1) ?? {};
    const between = pixels < MINOR_FROM_PIXELS_PER_DECADE ? [] : decades(low, high, 1, DIGITS);
    return { ...chosen, minor: { tickmode: "array", tickvals: between, ticks: "outside", ticklen: 2.5 } };
  }

  // Every second, third, … category, where not all have room.
  function categories(axis, upright) {
    const names = axis._categories;
    const pixels = axis._length / names.length;
    for (let every = 1; every < names.length; every++) {
      const places = names.map((name, i) => i).filter((i) => i % every === 0);
      const texts = places.map((i) => String(names[i]));
      if (fits(places.map((i) => i * pixels), texts, upright)) {
        // By name: a number would be taken for a category that is called so.
        return { tickmode: "array", tickvals: texts, ticktext: texts, tickangle: 0 };
      }
    }
    return {};
  }

  // What to change of a drawn chart's layout.
  function changes(chart, font) {
    const changed = {};
    ruler.font = font;
    for (const [name, axis] of Object.entries(chart._fullLayout)) {
      if (!/^[xy]axis[0-9]*$/.test(name)) {
        continue;
      }
      const upright = name.startsWith("y");
      const own = axis.type === "log" ? logarithmic(axis, upright) : axis.type === "category" ? categories(axis, upright) : {};
      for (const [key, value] of Object.entries(own)) {
        changed[`${name}.${key}`] = value;
      }
    }
    return changed;
  }

  return { changes, isOwn: (key) => /^[xy]axis[0-9]*\.(tick|minor)/.test(key) };
})();
