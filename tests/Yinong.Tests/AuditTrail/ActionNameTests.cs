using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Yinong.Modules.AuditTrail.Pages;
using Yinong.Modules.Officers.Applications;
using Yinong.Modules.Officers.Standings;
using Yinong.Modules.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.AuditTrail;

/// <summary>Whoever reads the audit reads words, not codes: every action that the program writes has its name, and none is named that is never written.</summary>
public class ActionNameTests
{
    [Fact]
    public void Every_action_has_a_name() => Findings.AssertNone(Written().Where(action => !ActionNames.All.ContainsKey(action)));

    [Fact]
    public void No_name_is_left_over() => Findings.AssertNone(ActionNames.All.Keys.Except(Written()).Except(Literals()));

    /// <summary>What is given to the audit as it stands, and the steps of the laws of stations, applications and officers.</summary>
    static IEnumerable<string> Written() =>
        Sources().SelectMany(source => source.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Where(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Record", Expression: IdentifierNameSyntax { Identifier.Text: "audit" } })
            .SelectMany(call => call.ArgumentList.Arguments[1].DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Select(l => l.Token.ValueText)).Where(text => text.Contains('.', StringComparison.Ordinal))
            .Concat(StationLaw.Steps.Select(step => "station." + System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(step.Act.ToString())))
            .Concat(ApplicationLaw.Steps.Select(step => "officer-application." + System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(step.Act.ToString())))
            .Concat(StandingLaw.Steps.Select(step => "officer." + step.Act.Code())).Distinct();

    // Some actions reach the audit through a parameter.
    static IEnumerable<string> Literals() => Sources().SelectMany(source => source.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.StringLiteralToken)).Select(token => token.ValueText);

    static IEnumerable<SyntaxNode> Sources() => Repository.Files(["src"], ".cs").Where(file => !file.EndsWith("ActionNames.cs", StringComparison.Ordinal)).Select(file => CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot());
}
