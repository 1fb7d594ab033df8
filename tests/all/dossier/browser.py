"""Opens a page in Chromium by the DevTools protocol, over a pipe, and prints as JSON what a reader would find wrong.

    python3 browser.py CHROMIUM PAGE.html [--pdf FILE] [--shot FILE WIDTH HEIGHT light|dark|print|forced]...

Python's standard library only. The page is read from its file; the network is not needed.
"""

import base64
import fcntl
import json
import os
import select
import subprocess
import sys
import tempfile
import time

WIDTHS = (320, 480, 768, 1200)

# What is wrong with the page as it stands: each a function that returns a list of complaints.
CHECKS = r"""
(() => {
  const wrong = [];
  const say = (what, node) => wrong.push(what + ': ' + (node ? (node.id || node.textContent || node.tagName).slice(0, 80) : ''));
  const shown = node => node.getClientRects().length > 0;
  // Headings: one h1, no level skipped.
  let level = 0;
  const heads = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')];
  if (heads.filter(h => h.tagName === 'H1').length !== 1) say('not one h1');
  heads.forEach((h, at) => {
    const now = +h.tagName[1];
    if (at > 0 && now > level + 1) say('a level is skipped', h);
    level = now;
  });
  for (const mark of ['header', 'main', 'nav', 'footer']) {
    if (document.querySelectorAll('body > ' + mark + ', body > .page > ' + mark).length !== 1) say('not one ' + mark);
  }
  if (!document.documentElement.lang) say('no language');
  document.querySelectorAll('q:not([lang])').forEach(q => say('a quote without a language', q));
  // Ids and anchors.
  const ids = [...document.querySelectorAll('[id]')].map(node => node.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => wrong.push('twice the id ' + id));
  const known = new Set(ids);
  for (const node of document.querySelectorAll('a[href],use[href]')) {
    const href = node.getAttribute('href');
    if (!href.startsWith('#')) say('a link leads out', node);
    else if (!known.has(href.slice(1))) wrong.push('a link leads nowhere: ' + href);
  }
  for (const name of ['aria-labelledby', 'aria-describedby']) {
    for (const node of document.querySelectorAll('[' + name + ']')) {
      if (!known.has(node.getAttribute(name))) say('no such name', node);
    }
  }
  // Pictures, tables and boxes have names.
  for (const svg of document.querySelectorAll('svg[role=img]')) {
    if (!svg.querySelector('title') || !svg.querySelector('title').textContent.trim()) say('a picture without words', svg);
  }
  for (const table of document.querySelectorAll('table')) {
    if (!table.caption || !table.caption.textContent.trim()) say('a table without a caption', table);
    const count = row => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0);
    const rows = [...table.rows];
    rows.filter(row => count(row) !== count(rows[0])).forEach(row => say('a row with other cells', row));
    table.querySelectorAll('th:not([scope])').forEach(th => say('a heading without a scope', th));
  }
  for (const box of document.querySelectorAll('.scroll')) {
    if (box.tabIndex !== 0 || !box.getAttribute('aria-labelledby')) say('a box that a keyboard cannot scroll', box);
  }
  for (const node of document.querySelectorAll('script,img,iframe,object,embed,link,[style],form,input')) say('a foreign element', node);
  return wrong;
})()
"""

# What does not fit into the window.
FITS = r"""
(() => {
  const wrong = [], wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) wrong.push('the page scrolls sideways: ' + document.documentElement.scrollWidth);
  const within = node => { for (let at = node; at; at = at.parentElement) if (at.classList.contains('scroll') || at.classList.contains('skip')) return true; return false; };
  for (const node of document.querySelectorAll('h1,h2,h3,p,li,dd,dt,summary,figcaption,.rows span')) {
    const box = node.getBoundingClientRect();
    if (box.width && !within(node) && (box.right > wide + 1 || box.left < -1)) wrong.push('clipped: ' + node.textContent.slice(0, 60));
  }
  for (const row of document.querySelectorAll('.rows > li')) {
    const parts = [...row.children].filter(part => part.tagName === 'SPAN' && part.getClientRects().length);
    for (let at = 1; at < parts.length; at++) {
      const [a, b] = [parts[at - 1], parts[at]].map(part => {
        const range = document.createRange();
        range.selectNodeContents(part);
        return range.getBoundingClientRect();
      });
      if (a.right > b.left + 1 && a.left < b.right - 1 && a.bottom > b.top + 1 && a.top < b.bottom - 1) {
        wrong.push('a label over a value: ' + row.textContent.slice(0, 80));
      }
    }
  }
  return wrong;
})()
"""

# Text and marks that are too pale.
CONTRAST = r"""
(() => {
  const wrong = new Set();
  const parse = text => { const m = text.match(/[\d.]+/g); return m ? m.map(Number) : [0, 0, 0, 0]; };
  const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const ground = node => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const check = (colour, node, least, what) => {
    const found = ratio(parse(colour), ground(node));
    if (found < least) wrong.add(what + ' ' + found.toFixed(2) + ': ' + colour + ' ' + (node.textContent || node.tagName).slice(0, 40));
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, node = text.parentElement;
    if (!text.data.trim() || !node.getClientRects().length || node.closest('title,desc')) continue;
    const style = getComputedStyle(node);
    check(node.tagName === 'text' ? style.fill : style.color, node, 4.5, 'text');
  }
  for (const mark of document.querySelectorAll('svg .b, svg .l, svg .d, svg .h, svg .ax')) {
    const style = getComputedStyle(mark);
    if (style.fill !== 'none' && mark.tagName !== 'line') check(style.fill, mark, 3, 'mark');
    if (style.stroke !== 'none') check(style.stroke, mark, 3, 'mark');
  }
  return [...wrong];
})()
"""

# What vanishes where a reader's own colours are forced on the page.
FORCED = r"""
(() => {
  const wrong = matchMedia('(forced-colors: active)').matches ? [] : ['colours are not forced'];
  for (const node of document.querySelectorAll('.card, .att, .key')) {
    if (parseFloat(getComputedStyle(node).borderTopWidth) < 1) wrong.push('no border: ' + node.textContent.slice(0, 40));
  }
  const ground = getComputedStyle(document.body).backgroundColor;
  for (const mark of document.querySelectorAll('svg .b, svg .l, svg .d, svg .h, svg .in, svg .ex')) {
    const style = getComputedStyle(mark);
    if ([style.fill, style.stroke].every(colour => colour === 'none' || colour === ground)) wrong.push('a mark vanishes: ' + mark.outerHTML.slice(0, 60));
  }
  return wrong;
})()
"""

# Tables, bars and charts as data.
DATA = r"""
(() => ({
  nodes: document.querySelectorAll('*').length,
  bars: [...document.querySelectorAll('.rows > li')].filter(row => row.querySelector('svg[role=img]')).map(row => ({
    chart: row.closest('figure').querySelector('figcaption b').textContent,
    label: row.children[0].textContent,
    words: row.querySelector('title').textContent,
    text: row.children[2].textContent,
    marks: [...row.querySelector('svg').children].filter(m => m.tagName !== 'title').map(m => [m.tagName, m.getAttribute('href') || '', m.getAttribute('x') || '', m.getAttribute('width') || '']),
    end: row.parentElement.querySelector('.axis text:last-of-type').textContent,
    scale: row.parentElement.querySelector('.axis span').textContent,
  })),
  numbers: [...document.querySelectorAll('td,th')].flatMap(cell => cell.textContent.match(/[\d,]+\.\d+/g) || []),
}))()
"""


class Browser:
    def __init__(self, program):
        # The browser may still write while it ends.
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        mine, theirs = os.pipe(), os.pipe()
        # Away from 3 and 4, which the browser will have.
        raised = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (mine[0], mine[1], theirs[0], theirs[1])]
        for end in (*mine, *theirs):
            os.close(end)
        reads, self.out, self.into, writes = raised

        def place():
            os.dup2(reads, 3)
            os.dup2(writes, 4)

        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe",
                 "--no-first-run", "--disable-background-networking", "--user-data-dir=" + self.folder.name, "about:blank"]
        self.process = subprocess.Popen([program, *flags], preexec_fn=place, pass_fds=(3, 4),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(reads)
        os.close(writes)
        self.number, self.session, self.rest, self.events = 0, None, b"", []

    def message(self, seconds):
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.into], [], [], seconds)
            if not ready:
                raise TimeoutError("the browser does not answer")
            read = os.read(self.into, 1 << 20)
            if not read:
                raise EOFError("the browser ended")
            self.rest += read
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **given):
        self.number += 1
        asked = {"id": self.number, "method": method, "params": given}
        if self.session:
            asked["sessionId"] = self.session
        os.write(self.out, json.dumps(asked).encode() + b"\0")
        while True:
            answer = self.message(120)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(method + ": " + json.dumps(answer["error"]))
                return answer["result"]
            self.events.append(answer)

    def until(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.message(120))

    def value(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:500])
        return result["result"].get("value")

    def open(self, page):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            self.call(domain + ".enable")
        self.call("Emulation.setScriptExecutionDisabled", value=True)
        self.size(1200, 900)
        begun = time.monotonic()
        self.call("Page.navigate", url="file://" + os.path.abspath(page))
        self.until("Page.loadEventFired")
        return time.monotonic() - begun

    def size(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def look(self, scheme):
        forced = "active" if scheme == "forced" else "none"
        media = "print" if scheme == "print" else "screen"
        features = {"prefers-color-scheme": "dark" if scheme == "dark" else "light", "forced-colors": forced}
        features = [{"name": name, "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", media=media, features=features)

    def close(self):
        self.process.kill()
        self.process.wait()


def found(browser, page):
    wrong = []
    requests = [event["params"]["request"]["url"] for event in browser.events if event.get("method") == "Network.requestWillBeSent"]
    wrong += ["a request: " + url for url in requests if not url.startswith("file://") or not url.endswith(os.path.basename(page))]
    wrong += browser.value(CHECKS)
    for width in WIDTHS:
        browser.size(width, 900)
        wrong += [f"{width} px: {what}" for what in browser.value(FITS)]
    browser.size(1200, 900)
    browser.value("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width in WIDTHS:
        browser.size(width, 900)
        wrong += [f"{width} px, open: {what}" for what in browser.value(FITS)]
    browser.size(1200, 900)
    for scheme in ("light", "dark", "print", "forced"):
        browser.look(scheme)
        wrong += [f"{scheme}: {what}" for what in browser.value(CONTRAST)]
    wrong += [f"forced: {what}" for what in browser.value(FORCED)]
    browser.look("light")
    browser.value("document.querySelectorAll('details').forEach(one => one.open = false)")
    for event in browser.events:
        if event.get("method") in ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Page.javascriptDialogOpening"):
            wrong.append("the browser says: " + json.dumps(event["params"])[:300])
    return wrong


def main(program, page, *more):
    browser = Browser(program)
    try:
        seconds = browser.open(page)
        # A picture makes sure that something was painted: in milliseconds from the beginning of the navigation.
        browser.call("Page.captureScreenshot", format="png")
        painted = browser.value("(performance.getEntriesByType('paint')[0] || {}).startTime")
        more = list(more)
        while more and more[0] == "--shot":
            _, file, width, height, scheme = more[:5]
            del more[:5]
            browser.size(int(width), int(height))
            browser.look(scheme)
            with open(file, "wb") as out:
                out.write(base64.b64decode(browser.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"]))
        wrong = found(browser, page)
        tree = browser.call("Accessibility.getFullAXTree")["nodes"]
        names = [node["name"]["value"] for node in tree if node.get("name", {}).get("value") and not node.get("ignored")]
        if more and more[0] == "--pdf":
            # As a reader prints it, whatever was looked at before.
            browser.call("Emulation.setEmulatedMedia", media="", features=[])
            with open(more[1], "wb") as out:
                out.write(base64.b64decode(browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]))
        print(json.dumps({"wrong": wrong, "seconds": seconds, "first_paint": painted, "names": names, **browser.value(DATA)}))
    finally:
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
