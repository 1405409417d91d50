/* Copyright 2026 The djl-catapult authors. SPDX-License-Identifier: Apache-2.0 */
"use strict";
/** Follows a training while it goes on: takes what is new from the server that the page came from. */
(() => {
  const { data, el } = Catapult;
  /** Beyond this the page fetches all data anew, which are thinned out to what a screen can show. */
  const MOST_ADDED = 10000;
  const LONGEST_WAIT = 10000;
  const RELOAD_PAUSE = 2000;
  /** Failures in a row after which the training may have been stopped. */
  const PATIENCE = 5;
  const node = document.getElementById("live-state") || stateNode();
  let stream = null;
  /** Up to where the page knows the training, as the server wants to be told. */
  let cursor = String(data.cursor);
  let failures = 0;
  let added = 0;
  let isEnded = data.state === "ended";
  let reloaded = 0;

  function stateNode() {
    const made = el("span", { class: "state", id: "live-state", role: "status" });
    document.getElementById("state").after(made);
    return made;
  }

  /** Says how the page stands to the training; what is the same is not said again. */
  function say(words, tone = "plain") {
    if (node.textContent !== words) node.textContent = words;
    node.dataset.tone = tone;
    document.getElementById("state").hidden = failures > PATIENCE; // it may go on no more
  }

  function sayConnected() {
    const hasBegun = Object.keys(data.series).length > 0;
    say(hasBegun ? "connected" : "waiting for the first measurement", "good");
  }

  /** Begins to listen, from where the page is. */
  function open() {
    if (isEnded) return;
    stream = new EventSource("events?after=" + cursor);
    stream.addEventListener("open", () => {
      failures = 0;
      sayConnected();
    });
    stream.addEventListener("delta", (event) => {
      take(event);
      if (added > MOST_ADDED) reload();
    });
    stream.addEventListener("reload", reload);
    stream.addEventListener("end", (event) => {
      take(event);
      end();
    });
    stream.addEventListener("error", lost);
  }

  function take(event) {
    const delta = JSON.parse(event.data);
    cursor = event.lastEventId;
    for (const name of ["ended", "outcome", "facts"]) if (name in delta) data[name] = delta[name];
    Catapult.run.apply(delta);
    sayConnected();
    added += most(delta.series || {});
  }

  function most(series) {
    return Math.max(0, ...Object.values(series).flatMap((entries) => entries.map((s) => s.steps.length)));
  }

  function close() {
    if (stream) stream.close();
    stream = null;
  }

  /** The page has fallen behind, or has more points than it should: all data anew. */
  async function reload() {
    close();
    await pause(RELOAD_PAUSE - (performance.now() - reloaded));
    reloaded = performance.now();
    try {
      const answer = await fetch("data", { cache: "no-store" });
      if (!answer.ok) throw new Error("status " + answer.status);
      replace(await answer.json());
    } catch (fault) {
      lost();
    }
  }

  function replace(fresh) {
    cursor = String(fresh.cursor);
    added = 0;
    Catapult.entitle(fresh.title);
    Catapult.run.replace(fresh);
    if (fresh.state === "ended") end();
    else open();
  }

  function end() {
    close();
    isEnded = true;
    say(data.state === "live" ? "closed while the training goes on" : "no more to come");
  }

  /** Tries again, less and less often: the server may only have had too many pages. */
  async function lost() {
    close();
    failures++;
    say(failures > PATIENCE ? "out of reach: stopped, or ended while the page was away" : "reconnecting", "bad");
    await pause(Math.min(LONGEST_WAIT, 500 * 2 ** failures));
    open();
  }

  function pause(millis) {
    return new Promise((done) => setTimeout(done, Math.max(0, millis)));
  }

  if (isEnded) end();
  else {
    say("connecting");
    open();
  }
})();
