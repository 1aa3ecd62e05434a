using System.CommandLine;

namespace Yinong.Commands;

/// <summary><c>import</c>: what people have in files.</summary>
static class ImportCommand
{
    public static Command Make() => new("import", "Loads from a file; what is wrong is told line by line and changes nothing.") { ImportDivisionsCommand.Make(), ImportRosterCommand.Make(), ImportStationsCommand.Make() };
}
