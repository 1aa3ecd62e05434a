using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Modules.Training;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>
/// An examination of a province: officers who passed it, some at the second try, each with the certificate that rests on it, and people who wait with or without a pass.
/// </summary>
static class ExamStories
{
    const int Story = 105;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        foreach (var province in scene.Plan.Provinces.Where(p => scene.File.Exams.Provinces.Contains(p.Code.ToString()))) told += await TellAsync(scene, province, cancel);
        return told;
    }

    static async Task<int> TellAsync(StoryScene scene, ProvincePlan province, CancellationToken cancel)
    {
        var bank = await scene.Get<QuestionBank>().DrawnAtAsync(province.Code);
        var exam = Exam(scene, province, bank);
        scene.Db.Add(exam);
        await scene.Db.SaveChangesAsync(cancel);
        var room = new ExamRoom(scene, exam, bank);
        return await OfficersAsync(scene, province, room, cancel) + await CandidatesAsync(scene, province, room, cancel);
    }

    static Exam Exam(StoryScene scene, ProvincePlan province, IReadOnlyList<BankQuestion> bank)
    {
        var file = scene.File.Exams;
        var lines = bank.Select(q => q.Topic).Distinct().Order(StringComparer.Ordinal).SelectMany(topic => file.PerTopic.Select((count, i) =>
            new BlueprintLine(topic, i + 1, Math.Min(count, bank.Count(q => q.Topic == topic && q.Difficulty == i + 1))))).Where(l => l.Count > 0).ToList();
        return new()
        {
            Division = province.Code.Value, Name = file.Name.Replace("{province}", province.Name, StringComparison.Ordinal), Blueprint = JsonSerializer.Serialize(lines, JsonSerializerOptions.Web),
            Minutes = (short)file.Minutes, PointsEach = (short)file.PointsEach, PassMark = (short)Math.Round(lines.Sum(l => l.Count) * file.PointsEach * file.PassShare), Attempts = (short)file.Attempts,
            RestDays = (short)file.RestDays, OpenFrom = scene.Today.AddDays(-file.DaysOpen[0]), OpenTo = scene.Today.AddDays(file.DaysOpen[1]), CertificateKind = CertificateKinds.Duty,
            ValidMonths = (short)file.ValidMonths, CreatedAt = ProgrammeClock.StartOf(scene.Today.AddDays(-file.DaysOpen[0] - 5)).AddHours(10),
        };
    }

    // Their first certificates lie in the days of the examination: from now on these rest on a pass.
    static async Task<int> OfficersAsync(StoryScene scene, ProvincePlan province, ExamRoom room, CancellationToken cancel)
    {
        var (from, to, file) = (province.Code.From, province.Code.To, scene.File.Exams);
        var first = room.Exam.OpenFrom.AddDays(file.RestDays + 3);
        var certificates = await scene.Db.Certificates.Where(c => c.Division >= from && c.Division <= to && c.ValidFrom >= first && c.ValidFrom <= scene.Today && c.QualificationId == null)
            .OrderBy(c => c.OfficerId).Take(file.Takers).ToListAsync(cancel);
        foreach (var certificate in certificates)
        {
            var dice = scene.Dice(Story, certificate.OfficerId);
            var passed = certificate.ValidFrom.AddDays(-dice.Below(3));
            var attempt = 1;
            if (dice.Chance(file.Fails)) await room.SitAsync(certificate.OfficerId, certificate.Division, attempt++, passed.AddDays(-file.RestDays), file.RightOfFailed, dice, cancel);
            if (await room.SitAsync(certificate.OfficerId, certificate.Division, attempt, passed, file.Right, dice, cancel) is { } ground) certificate.QualificationId = ground.Id;
        }
        return certificates.Count;
    }

    // People for stations that are being built: some have passed and wait for their certificate, some may try again.
    static async Task<int> CandidatesAsync(StoryScene scene, ProvincePlan province, ExamRoom room, CancellationToken cancel)
    {
        var stations = await scene.StationsOf(province.Code).Where(s => s.State == StationState.Building).Take(scene.File.Exams.Candidates).ToListAsync(cancel);
        foreach (var station in stations)
        {
            var dice = scene.Dice(Story, -station.Id);
            var (family, given) = scene.Plan.Names.Person(province, ref dice);
            var on = scene.Today.AddDays(-dice.Between(2, 20));
            var officer = new Officer
            {
                Id = scene.Registers.NextOfficer(), Number = scene.Registers.OfficerNumber(new(station.Division), on.Year), Name = family + given, Phone = NameMaker.Phone(ref dice), Division = station.Division,
                RegisteredAt = ProgrammeClock.StartOf(on.AddDays(-3)).AddHours(9).AddMinutes(dice.Below(480)), Version = 1,
            };
            scene.Db.Add(officer);
            await scene.Db.SaveChangesAsync(cancel);
            await room.SitAsync(officer.Id, officer.Division, 1, on, dice.Chance(0.5) ? scene.File.Exams.Right : scene.File.Exams.RightOfFailed, dice, cancel);
        }
        return stations.Count;
    }
}
