using System.Text.Json;
using Yinong.Modules.Officers.Assessments;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Years that the county has confirmed, with the figures and the proposal of the product's own rule; in some it found another grade and said why.</summary>
static class AssessmentStories
{
    const int Story = 113;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        var (file, year) = (scene.File.Assessments, scene.Today.Year);
        var register = scene.AtTheEnd<AssessmentRegister>();
        foreach (var county in scene.Counties)
            foreach (var officer in (await Cast.PlayersAsync(scene, county, cancel)).Take(file.Most).Select(p => p.Officer))
            {
                var known = await register.GetAsync(officer.Number, year, cancel);
                if (known.Known.MonthsOnPost == 0 || known.Confirmed is not null) continue;
                var dice = scene.Dice(Story, officer.Id);
                var raised = known.Proposed is AssessmentGrade.NeedsWork && dice.Chance(file.Raised);
                scene.Db.Add(new OfficerAssessment
                {
                    OfficerId = officer.Id, Division = officer.Division, Year = (short)year, Figures = JsonSerializer.Serialize(known.Known, JsonSerializerOptions.Web), RuleEdition = known.RuleEdition, Proposed = known.Proposed,
                    Result = raised ? AssessmentGrade.Qualified : known.Proposed, Reason = raised ? dice.Pick(file.Reasons) : null, ConfirmedOn = scene.Today, ConfirmedBy = StoryScene.Actor,
                });
                told++;
            }
        return told;
    }
}
