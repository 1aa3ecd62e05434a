namespace Yinong.Web;

/// <summary>An entry of the desk's side navigation; shown to those who hold the permission.</summary>
/// <param name="Text">Chinese text, the key of the English one.</param>
/// <param name="Icon">Name in the icon sprite.</param>
/// <param name="Href">Address.</param>
/// <param name="Permission">Needed right.</param>
/// <param name="Group">1 overview, 2 registers, 3 supervision, 4 administration; a line between groups.</param>
public sealed record MenuEntry(string Text, string Icon, string Href, string Permission, int Group);
