namespace Yinong.Modules.Divisions;

/// <summary>How far the present request sees; <see cref="Reach.Nothing"/> until the viewer is known. Scoped.</summary>
public sealed class CurrentReach
{
    public Reach Value { get; set; } = Reach.Nothing;
}
