using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Html;

namespace Yinong.Web;

/// <summary>
/// The words on the pages. Chinese stands in place and is the key; English comes from Texts/en*.json. Scoped: the language of one request
/// (cookie <c>yn-lang</c>, <c>?lang=</c>, Accept-Language; Chinese otherwise). A missing English text shows the Chinese one; a test lists it.
/// </summary>
public sealed class Texts(IHttpContextAccessor http)
{
    public const string Cookie = "yn-lang";

    static readonly FrozenDictionary<string, string> EnglishTexts = Load();

    static readonly ConcurrentDictionary<Enum, string> Names = new();

    bool? _english;

    /// <summary>Whether this request reads English.</summary>
    public bool English => _english ??= Wants(http.HttpContext);

    /// <summary>Language tag for the html element.</summary>
    public string Lang => English ? "en" : "zh-CN";

    public string this[string chinese] => English && EnglishTexts.TryGetValue(chinese, out var english) ? english : chinese;

    /// <summary>With values in the places {0}, {1} …</summary>
    public string this[string chinese, params object?[] values] => string.Format(CultureInfo.InvariantCulture, this[chinese], values);

    /// <summary>The name of an enum's value, which stands in its <c>[Display(Name = "…")]</c>.</summary>
    public string this[Enum value] => this[Names.GetOrAdd(value, static v => v.GetType().GetField(v.ToString())?.GetCustomAttribute<DisplayAttribute>()?.Name ?? v.ToString())];

    /// <summary>With markup in the text, which is ours, and values in its places, which are encoded: <c>T.Html("完成&lt;b&gt;{0}&lt;/b&gt;", share)</c>.</summary>
    public IHtmlContent Html(string chinese, params object?[] values) => new HtmlFormattableString(this[chinese], values);

    /// <summary>In the language of the running request (its culture), where nothing can be injected: messages of forms.</summary>
    public static string Of(string chinese, params object?[] values)
    {
        var text = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && EnglishTexts.TryGetValue(chinese, out var english) ? english : chinese;
        return values.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, values);
    }

    /// <summary>Whether the request asks for English.</summary>
    public static bool Wants(HttpContext? context)
    {
        if (context is null) return false;
        var asked = context.Request.Query["lang"].FirstOrDefault() ?? context.Request.Cookies[Cookie];
        if (asked is "en" or "zh") return asked == "en";
        var first = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.Value;
        return first?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true;
    }

    // en.json holds what several modules say, en.<Module>.json what one says; a text that two files know is the same text.
    static FrozenDictionary<string, string> Load()
    {
        var texts = new Dictionary<string, string>();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Texts"), "en*.json").Order(StringComparer.Ordinal))
            foreach (var (chinese, english) in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!)
                texts.TryAdd(chinese, english);
        return texts.ToFrozenDictionary();
    }
}
