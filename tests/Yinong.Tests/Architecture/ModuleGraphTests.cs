using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Yinong.Tests.Support;

namespace Yinong.Tests.Architecture;

/// <summary>Who knows whom in the compiled program, held against the table in docs/architecture.md.</summary>
public partial class ModuleGraphTests
{
    const string Modules = "Yinong.Modules.";

    static readonly List<(string From, string To, string ToNamespace, string Where)> Uses = [.. FindUses()];

    [Fact]
    public void Modules_use_exactly_what_the_table_says()
    {
        var table = Table().Select(row => $"{row.Module}: {string.Join(' ', row.Uses.Order())}".TrimEnd());
        var program = Table().Select(row => row.Module).Union(Folders()).Order()
            .Select(module => $"{module}: {string.Join(' ', Uses.Where(u => u.From == module).Select(u => u.To).Distinct().Order())}".TrimEnd());
        Findings.AssertSame(table, program, "only in docs/architecture.md", "only in the program");
    }

    /// <summary>The table is written from the bottom up, so that a line may only name lines above it: no circle is possible.</summary>
    [Fact]
    public void Arrows_only_point_down()
    {
        var above = new HashSet<string>();
        foreach (var (module, uses) in Table())
        {
            Assert.All(uses, used => Assert.True(above.Contains(used), $"{module} uses {used}, which does not stand above it in the table"));
            above.Add(module);
        }
    }

    [Fact]
    public void Nobody_uses_the_pages_of_another_module() =>
        Findings.AssertNone(Uses.Where(u => u.ToNamespace.StartsWith($"{Modules}{u.To}.Pages", StringComparison.Ordinal)).Select(u => $"{u.Where} uses {u.ToNamespace}").Distinct());

    [Fact]
    public void Every_module_is_a_folder_and_every_folder_a_module() => Assert.Equal(Folders(), Table().Select(row => row.Module).Order());

    [Fact]
    public void The_graph_sees_into_async_lambdas() => Assert.Contains(FindUses(typeof(Sample).Assembly.Location, "Yinong.Tests.Architecture.ModuleGraphTests/Sample"), use => use.To == "Divisions");

    /// <summary>What stands between the marks of the page: one line a module, what it uses after the arrow.</summary>
    static List<(string Module, string[] Uses)> Table() =>
        [.. Between().Match(Repository.Read("docs", "architecture.md")).Groups[1].Value.Split('\n')
            .Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("```", StringComparison.Ordinal))
            .Select(line => line.Split('→'))
            .Select(parts => (parts[0].Trim(), parts.ElementAtOrDefault(1)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []))];

    static IEnumerable<string> Folders() =>
        Directory.EnumerateDirectories(Repository.Path("src", "Yinong", "Modules")).Where(d => Directory.EnumerateFiles(d, "*", SearchOption.AllDirectories).Any()).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal);

    static IEnumerable<(string From, string To, string ToNamespace, string Where)> FindUses() => FindUses(typeof(Yinong.Database.AppDb).Assembly.Location, "");

    static IEnumerable<(string From, string To, string ToNamespace, string Where)> FindUses(string assembly, string typeName)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        foreach (var type in module.GetTypes().Where(t => t.FullName.StartsWith(typeName, StringComparison.Ordinal)))
            foreach (var used in Used(type).SelectMany(Parts))
                if ((typeName.Length > 0 ? "sample" : ModuleOf(type)) is { } from && ModuleOf(used) is { } to && from != to)
                    yield return (from, to, Outermost(used).Namespace, type.FullName);
    }

    static IEnumerable<TypeReference?> Used(TypeDefinition type)
    {
        yield return type.BaseType;
        foreach (var implemented in type.Interfaces) yield return implemented.InterfaceType;
        foreach (var field in type.Fields) yield return field.FieldType;
        foreach (var attribute in type.CustomAttributes) yield return attribute.AttributeType;
        foreach (var method in type.Methods)
        {
            yield return method.ReturnType;
            foreach (var parameter in method.Parameters) yield return parameter.ParameterType;
            if (!method.HasBody) continue;
            foreach (var local in method.Body.Variables) yield return local.VariableType;
            foreach (var used in method.Body.Instructions.SelectMany(Used)) yield return used;
        }
    }

    static IEnumerable<TypeReference?> Used(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : []],
        _ => [],
    };

    /// <summary>A type with everything it is made of: element types and generic arguments.</summary>
    static IEnumerable<TypeReference> Parts(TypeReference? type)
    {
        if (type is null or GenericParameter) yield break;
        if (type is GenericInstanceType generic)
            foreach (var part in generic.GenericArguments.SelectMany(Parts)) yield return part;
        if (type is TypeSpecification wrapped)
            foreach (var part in Parts(wrapped.ElementType)) yield return part;
        else
            yield return type;
    }

    /// <summary>Nested types (lambdas, async state machines) count for their owner, compiled pages for their folder.</summary>
    static string? ModuleOf(TypeReference type)
    {
        var owner = Outermost(type);
        if (owner.Namespace == "AspNetCoreGeneratedDocument" && owner.Name.StartsWith("Modules_", StringComparison.Ordinal)) return owner.Name.Split('_')[1];
        return owner.Namespace.StartsWith(Modules, StringComparison.Ordinal) ? owner.Namespace[Modules.Length..].Split('.')[0] : null;
    }

    static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } owner ? Outermost(owner) : type;

    [GeneratedRegex("<!-- modules -->(.*)<!-- /modules -->", RegexOptions.Singleline)]
    private static partial Regex Between();

    sealed class Sample
    {
        public readonly Func<Task> InsideALambda = async () =>
        {
            await Task.Yield();
            _ = Yinong.Modules.Divisions.DivisionCode.Nation;
        };
    }
}
