using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Assessments;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Years of people who serve nowhere any more (those of the others still run), confirmed by the county with the figures and the proposal of the product's own rule; in some it found another grade and said why.</summary>
static class AssessmentStories
{
    const int Story = 113;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        var (file, year) = (scene.File.Assessments, scene.Today.Year);
        var register = scene.AtTheEnd<AssessmentRegister>();
        foreach (var county in scene.Counties)
            foreach (var officer in await LeftAsync(scene, county, file.Most, cancel))
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

    // Who left in the year, those of the county first.
    static async Task<List<Officer>> LeftAsync(StoryScene scene, DivisionCode county, int most, CancellationToken cancel)
    {
        var (found, db, today) = (new List<Officer>(), scene.Db, scene.Today);
        var first = new DateOnly(today.Year, 1, 1);
        foreach (var place in StoryScene.Around(county))
        {
            if (found.Count >= most) break;
            var (from, to) = (place.From, place.To);
            var there = await scene.Officers.Where(o => o.Division >= from && o.Division <= to && db.Postings.Any(p => p.OfficerId == o.Id && p.ToDate >= first && p.ToDate < today)
                && !db.Postings.Any(p => p.OfficerId == o.Id && (p.ToDate == null || p.ToDate >= today))).Take(most).ToListAsync(cancel);
            found = [.. found.UnionBy(there, o => o.Id).Take(most)];
        }
        return found;
    }
}
