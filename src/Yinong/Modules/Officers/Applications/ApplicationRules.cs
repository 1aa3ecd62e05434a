using Yinong.Modules.Officers.Rules;

namespace Yinong.Modules.Officers.Applications;

/// <summary>What the rule of the province asks of an applicant.</summary>
public static class ApplicationRules
{
    /// <summary>Throws the problem of the field that does not meet the rule.</summary>
    public static void Check(OfficerRule rule, NewApplication input, int age, int files)
    {
        if (NationalOfficerRule.FindSchooling(input.Schooling) is null) throw ApplicationProblems.UnknownSchooling();
        if (!Suffices(rule, input.Schooling!)) throw ApplicationProblems.SchoolingTooLow(NationalOfficerRule.FindSchooling(rule.MinSchooling)!);
        if (rule.MustReside && !input.LivesInVillage) throw ApplicationProblems.NotResident();
        if (rule.MinAge is { } least && age < least) throw ApplicationProblems.TooYoung(least);
        if (rule.MaxAge is { } most && age > most) throw ApplicationProblems.TooOld(most);
        if (!string.IsNullOrWhiteSpace(input.Preferred) && NationalOfficerRule.Preferred.All(p => p.Code != input.Preferred)) throw ApplicationProblems.UnknownPreferred();
        if (input.HasConflict is not { } declared) throw ApplicationProblems.ConflictUnsaid();
        if (declared && (input.Conflicts ?? "").Trim().Length < 2) throw ApplicationProblems.ConflictsNeeded();
        if (rule.NeedsDocuments && files == 0) throw ApplicationProblems.DocumentsNeeded();
        if (files > ApplicationDesk.MostFiles) throw ApplicationProblems.TooManyFiles(ApplicationDesk.MostFiles);
    }

    /// <summary>Whether a schooling is enough.</summary>
    public static bool Suffices(OfficerRule rule, string schooling) => NationalOfficerRule.FindSchooling(schooling)?.Rank >= NationalOfficerRule.FindSchooling(rule.MinSchooling)!.Rank;
}
