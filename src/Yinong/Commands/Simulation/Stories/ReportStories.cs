using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Reports;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>What farmers report about stations: most of it answered, some waiting, a few past their day.</summary>
static class ReportStories
{
    const int Story = 101;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var file = scene.File.Reports;
        var (kinds, outcomes) = (new Urn<string>(file.Kinds.Select(k => (k.Key, k.Value))), new Urn<string>(file.Outcomes.Select(o => (o.Key, o.Value))));
        var stations = await scene.Stations.Where(s => s.State >= StationState.Operating && s.State <= StationState.Suspended).Select(s => new { s.Id, s.Division }).ToListAsync(cancel);
        var told = 0;
        foreach (var station in stations)
        {
            var dice = scene.Dice(Story, station.Id);
            if (!dice.Chance(scene.Places.Any(p => p.Contains(new(station.Division))) ? file.PerStation : file.Elsewhere)) continue;
            var kind = kinds.Draw(ref dice);
            var day = scene.Today.AddDays(-dice.Below(file.Days));
            var report = new StationReport
            {
                Receipt = StoryScene.Receipt(ref dice), StationId = station.Id, Division = station.Division, Kind = kind, Text = dice.Pick(file.Texts[kind]), Contact = dice.Chance(file.Contact) ? NameMaker.Phone(ref dice) : null,
                At = scene.At(day, ref dice), DueOn = day.AddDays(ReportKinds.AnswerInDays), Version = 1,
            };
            var answered = day.AddDays(dice.Between(file.AnswerDays[0], file.AnswerDays[1]));
            if (answered <= scene.Today && dice.Chance(file.Answered)) Answer(report, answered, outcomes.Draw(ref dice), file, ref dice);
            scene.Db.Add(report);
            told++;
        }
        return told;
    }

    static void Answer(StationReport report, DateOnly on, string outcome, ReportsFile file, ref Dice dice)
    {
        (report.Outcome, report.Finding) = (Enum.Parse<ReportOutcome>(outcome, ignoreCase: true), dice.Pick(file.Findings[outcome]));
        (report.HandledOn, report.HandledBy, report.Version) = (on, StoryScene.Actor, 2);
    }
}
