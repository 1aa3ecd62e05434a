namespace Yinong.Modules.Desk;

/// <summary>The outer spelling of channel, confirmation and outcome (contract.md).</summary>
public static class DeskWords
{
    static readonly (string Word, Channel Value)[] Channels =
        [("on-site", Channel.OnSite), ("phone", Channel.Phone), ("sms", Channel.Sms), ("chat", Channel.Chat), ("12316", Channel.Hotline), ("kiosk", Channel.Kiosk), ("home-visit", Channel.HomeVisit)];

    static readonly (string Word, ConfirmationMethod Value)[] Confirmations =
        [("none", ConfirmationMethod.None), ("code", ConfirmationMethod.Code), ("call-back", ConfirmationMethod.CallBack), ("receipt", ConfirmationMethod.Receipt)];

    static readonly (string Word, Outcome Value)[] Outcomes =
        [("done", Outcome.Done), ("transferred", Outcome.Transferred), ("refused", Outcome.Refused)];

    public static string Word(this Channel value) => Word(Channels, value);

    public static string Word(this ConfirmationMethod value) => Word(Confirmations, value);

    public static string Word(this Outcome value) => Word(Outcomes, value);

    public static bool TryParse(string word, out Channel value) => TryParse(Channels, word, out value);

    public static bool TryParse(string word, out ConfirmationMethod value) => TryParse(Confirmations, word, out value);

    public static bool TryParse(string word, out Outcome value) => TryParse(Outcomes, word, out value);

    /// <summary>The words a field takes, for messages.</summary>
    public static string All<T>() where T : Enum =>
        string.Join(", ", typeof(T) == typeof(Channel) ? Channels.Select(c => c.Word) : typeof(T) == typeof(Outcome) ? Outcomes.Select(o => o.Word) : Confirmations.Select(c => c.Word));

    static string Word<T>((string Word, T Value)[] words, T value) where T : Enum => Array.Find(words, w => w.Value.Equals(value)).Word;

    static bool TryParse<T>((string Word, T Value)[] words, string word, out T value) where T : Enum
    {
        foreach (var (known, meant) in words)
            if (known == word)
            {
                value = meant;
                return true;
            }
        value = default!;
        return false;
    }
}
