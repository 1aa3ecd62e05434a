using System.Text.RegularExpressions;

namespace Yinong.Browser.Support;

/// <summary>Small looks at an open page, each answering a list of findings.</summary>
static partial class Look
{
    [GeneratedRegex(@"\.([a-zA-Z][\w-]*)(?=[^{}]*\{)")]
    private static partial Regex Classes();

    public const string TooWide = """
        () => {
          const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          if (over <= 0) return [];
          const widest = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.yn-scroll, .yn-views, .yn-steps'));
          return [`wider than the window by ${over}: ${widest.slice(0, 3).map(e => e.className || e.tagName).join(', ')}`];
        }
        """;

    /// <summary>Nothing can be scrolled on paper: what is wider than its box is cut.</summary>
    public const string CutOnPaper = """
        () => [...document.querySelectorAll('main *')]
          .filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible' && !e.closest('.visually-hidden, svg'))
          .slice(0, 3).map(e => `cut by ${e.scrollWidth - e.clientWidth}: ${e.outerHTML.slice(0, 120)}`)
          .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth + 1 ? [`wider than the paper by ${document.documentElement.scrollWidth - document.documentElement.clientWidth}`] : [])
        """;

    /// <summary>Links inside a sentence are as high as the sentence, a box counts with its label; everything else that is pressed must be large enough for a thumb.</summary>
    public const string SmallTargets = """
        least => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
          .filter(e => {
            const label = e.matches('input[type=radio], input[type=checkbox]') ? e.labels[0] : null;
            const box = (label ?? e).getBoundingClientRect();
            if (!box.width || !box.height || (!label && getComputedStyle(e).display === 'inline') || e.closest('.yn-skip, .visually-hidden')) return false;
            return box.height < least - .5 || box.width < Math.min(least, 40) - .5;
          })
          .map(e => `target ${Math.round(e.getBoundingClientRect().width)}×${Math.round(e.getBoundingClientRect().height)}: ${e.outerHTML.slice(0, 120)}`)
        """;

    /// <summary>Classes on the page that a sheet has a rule for, and the page's own bundle lost.</summary>
    public static IEnumerable<string> LostClasses(IEnumerable<string> onPage, string bundle, string everything)
    {
        var kept = Classes().Matches(bundle).Select(m => m.Groups[1].Value).ToHashSet();
        var known = Classes().Matches(everything).Select(m => m.Groups[1].Value).ToHashSet();
        return onPage.Where(name => known.Contains(name) && !kept.Contains(name)).Select(name => $"the bundle lost .{name}");
    }

    public const string ClassesOnPage = "() => [...new Set([...document.querySelectorAll('[class]')].flatMap(e => [...e.classList]))]";

    public const string Bundle = "async () => (await Promise.all([...document.querySelectorAll('link[rel=stylesheet]')].map(l => fetch(l.href).then(r => r.text())))).join('\\n')";

    public const string MissingIcons = """
        async () => {
          const uses = [...new Set([...document.querySelectorAll('use')].map(u => u.getAttribute('href')))];
          const found = [];
          for (const address of new Set(uses.map(u => u.split('#')[0]).filter(a => a))) {
            const sprite = new DOMParser().parseFromString(await (await fetch(address)).text(), 'image/svg+xml');
            for (const use of uses.filter(u => u.startsWith(address + '#'))) if (!sprite.getElementById(use.split('#')[1])) found.push('no icon ' + use);
          }
          return found;
        }
        """;
}
