namespace Yinong.Modules.Catalogue;

/// <summary>The outer spelling of the verdicts.</summary>
public static class Verdicts
{
    public static string Word(this Verdict verdict) => verdict switch { Verdict.Allowed => "allowed", Verdict.Conditional => "conditional", _ => "red-line" };
}
