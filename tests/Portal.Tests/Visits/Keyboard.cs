using Microsoft.Playwright;

namespace Portal.Tests.Visits;

/// <summary>
/// The tabulator key: where there is a menu, first the link that skips it, then each link, button and field in order, each with a
/// focus that is seen, and each field with a border that is seen.
/// </summary>
internal static class Keyboard
{
    /// <summary>Fields for days have a place for each part; the key stops at all of them.</summary>
    private const int PlacesOfAField = 5;

    private const string Watch = """
        () => {
          const all = 'a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]';
          const name = e => e === undefined
            ? 'nothing'
            : `${e.tagName.toLowerCase()} ${(e.id || e.name || e.getAttribute('href') || e.innerText || '').slice(0, 60)}`;
          const reached = e => e.tabIndex >= 0 && !e.matches(':disabled') && e.type !== 'hidden'
            && e.checkVisibility({ visibilityProperty: true });
          // Of a group of radio buttons the key reaches the chosen one, else the first.
          const group = e => [...document.querySelectorAll('input[type=radio]')]
            .filter(r => r.name === e.name && r.form === e.form && reached(r));
          const stop = e => e.type !== 'radio' || e === (group(e).find(r => r.checked) ?? group(e)[0]);
          const wanted = [...document.querySelectorAll(all)].filter(reached).filter(stop), seen = [], faults = [];
          const numbers = colour => colour.match(/[\d.]+/g).map(Number);
          const light = colour => numbers(colour).slice(0, 3).map(v => v / 255)
            .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const contrast = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
          const ground = e => e === null ? 'rgb(255, 255, 255)'
            : numbers(getComputedStyle(e).backgroundColor)[3] === 0 ? ground(e.parentElement) : getComputedStyle(e).backgroundColor;
          const skips = e => e?.matches('a[href^="#"]') && document.querySelector(e.getAttribute('href'));

          // The key begins at the top, wherever the page has put the focus.
          const top = document.createElement('span');
          top.tabIndex = -1;
          document.body.prepend(top);
          top.focus();
          top.remove();

          document.addEventListener('focusin', ({ target }) => {
            if (seen.includes(target)) { window.keyboard.over = true; return; }
            const style = getComputedStyle(target), box = target.getBoundingClientRect();
            if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) <= 0) faults.push(`no focus to be seen: ${name(target)}`);
            else if (contrast(style.outlineColor, ground(target.parentElement)) < 3) faults.push(`focus hard to see: ${name(target)}`);
            if (target.matches('input:not([type=radio], [type=checkbox]), select, textarea')
              && contrast(style.borderColor, ground(target.parentElement)) < 3) faults.push(`border hard to see: ${name(target)}`);
            if (box.right <= 0 || box.bottom <= 0) faults.push(`outside of the page: ${name(target)}`);
            seen.push(target);
            window.keyboard.over = seen.length >= wanted.length;
          }, true);

          window.keyboard = { over: wanted.length === 0, result: () => {
            const place = wanted.findIndex((e, i) => e !== seen[i]);
            if (document.querySelector('nav') && !skips(seen[0])) faults.push(`first is ${name(seen[0])}`);
            if (place >= 0) faults.push(`place ${place + 1}: ${name(seen[place])} instead of ${name(wanted[place])}`);
            return faults;
          } };
          return wanted.length;
        }
        """;

    public static async Task<IReadOnlyList<string>> CheckAsync(IPage page)
    {
        var wanted = await page.EvaluateAsync<int>(Watch);
        for (var presses = 0; presses < wanted * PlacesOfAField; presses++)
        {
            if (presses >= wanted && await page.EvaluateAsync<bool>("() => window.keyboard.over")) break;
            await page.Keyboard.PressAsync("Tab");
        }

        return await page.EvaluateAsync<string[]>("() => window.keyboard.result()");
    }
}
