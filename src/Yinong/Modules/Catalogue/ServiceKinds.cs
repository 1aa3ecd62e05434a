namespace Yinong.Modules.Catalogue;

/// <summary>The outer spelling of the four kinds.</summary>
public static class ServiceKinds
{
    public static string Word(this ServiceKind kind) => kind switch
    {
        ServiceKind.Public => "public",
        ServiceKind.Convenience => "convenience",
        ServiceKind.Commerce => "commerce",
        _ => "training",
    };

    /// <summary>The letter that begins the codes of its items.</summary>
    public static char Letter(this ServiceKind kind) => kind switch
    {
        ServiceKind.Public => 'P',
        ServiceKind.Convenience => 'C',
        ServiceKind.Commerce => 'E',
        _ => 'T',
    };

    public static bool TryParse(string word, out ServiceKind kind)
    {
        kind = word switch
        {
            "public" => ServiceKind.Public,
            "convenience" => ServiceKind.Convenience,
            "commerce" => ServiceKind.Commerce,
            "training" => ServiceKind.Training,
            _ => 0,
        };
        return kind != 0;
    }
}
