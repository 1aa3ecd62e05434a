using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Applications;
using Yinong.Modules.Officers.Personal;
using Yinong.Modules.Officers.Rules;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Siting;
using Yinong.Modules.Stations.SixHaves;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>People who want to become officers, in every state the module knows: some wait too long, to some somebody objects, some became officers and wait for their training.</summary>
static class ApplicationStories
{
    const int Story = 107;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        foreach (var county in scene.Counties)
        {
            var rule = await scene.Get<OfficerRules>().InForceAsync(county, scene.Today, cancel);
            var stations = (await scene.StationsOf(county).Where(s => s.State <= StationState.Rectifying).ToListAsync(cancel)).ToLookup(s => s.Division);
            var province = scene.ProvinceOf(county);
            var by = await scene.Db.Organisations.Where(o => o.Kind == OrganisationKind.Operator && o.Division == province.Code.Value && o.ClosedAt == null).OrderBy(o => o.Id).Select(o => (int?)o.Id).FirstOrDefaultAsync(cancel);
            var villages = scene.Get<VillageFacts>().Villages(county).OrderBy(v => scene.Dice(Story, v.Code.Value).Next()).Select(v => v.Code).ToList();
            foreach (var (code, count) in scene.File.Applications.Count)
                for (var nth = 0; nth < count; nth++, told++)
                {
                    var village = villages[told % villages.Count];
                    await ApplyAsync(new(scene, province, rule, village, stations[village.Value].FirstOrDefault()?.Id, by, told + 1), Enum.Parse<ApplicationState>(code, ignoreCase: true), nth, count, cancel);
                }
        }
        return told;
    }

    /// <summary>What one application is told with; the serial is the applicant's own.</summary>
    sealed record Desk(StoryScene Scene, ProvincePlan Province, OfficerRule Rule, DivisionCode Village, int? Station, int? Operator, int Serial);

    static async Task ApplyAsync(Desk desk, ApplicationState state, int nth, int count, CancellationToken cancel)
    {
        var (scene, file) = (desk.Scene, desk.Scene.File.Applications);
        var dice = scene.Dice(Story, -desk.Serial);
        var code = state is ApplicationState.Rejected ? file.Rejections.Keys.ElementAt(nth % file.Rejections.Count) : null;
        var path = Path(desk, state, nth, count, code, ref dice);
        var application = Make(desk, path, ref dice);
        await SealAsync(scene, application, desk, dice);
        if (state is ApplicationState.Appointed)
        {
            application.OfficerId = Appoint(scene, application, path[^1].On, ref dice).Id;
            // The officer first: the application names him.
            await scene.Db.SaveChangesAsync(cancel);
        }
        scene.Db.Add(application);
        await scene.Db.SaveChangesAsync(cancel);
        var from = default(ApplicationState?);
        foreach (var (to, on) in path)
        {
            scene.Db.Add(new OfficerApplicationStep
            {
                ApplicationId = application.Id, Division = application.Division, FromState = from, ToState = to, OnDate = on, At = from is null ? application.At : scene.At(on, ref dice), Actor = StoryScene.Actor,
                ReasonCode = to is ApplicationState.Rejected ? code : null, Reason = code is not null && to is ApplicationState.Rejected ? dice.Pick(file.Rejections[code]) : file.Words.TryGetValue(to.Code(), out var words) ? dice.Pick(words) : null,
            });
            from = to;
        }
        if (dice.Chance(file.Documents)) await DocumentAsync(scene, application, dice, cancel);
        var outcome = code == "objection-upheld" ? "upheld" : state is ApplicationState.Publicized ? file.Objected.ElementAtOrDefault(nth) : null;
        if (outcome is not null && application.PublicFrom is { } opened) Object(scene, application, outcome, opened, ref dice);
    }

    // Backwards from the day on which it came to stand where it stands.
    static List<(ApplicationState To, DateOnly On)> Path(Desk desk, ApplicationState state, int nth, int count, string? code, ref Dice dice)
    {
        var file = desk.Scene.File.Applications;
        var ends = file.Since[state.Code()];
        var on = desk.Scene.Today.AddDays(-(ends[0] + (count == 1 ? 0 : (ends[1] - ends[0]) * nth / (count - 1))));
        ApplicationState[] before = state switch
        {
            ApplicationState.Applied => [],
            ApplicationState.Appointed => [ApplicationState.Selected, ApplicationState.Publicized, ApplicationState.Applied],
            ApplicationState.Reserve or ApplicationState.Selected => [ApplicationState.Publicized, ApplicationState.Applied],
            ApplicationState.Rejected when code == "objection-upheld" => [ApplicationState.Publicized, ApplicationState.Applied],
            _ => [ApplicationState.Applied],
        };
        var path = new List<(ApplicationState, DateOnly)> { (state, on) };
        foreach (var earlier in before)
        {
            on = on.AddDays(-dice.Between(file.Between) - (earlier is ApplicationState.Publicized ? desk.Rule.PublicityDays : 0));
            path.Insert(0, (earlier, on));
        }
        return path;
    }

    static OfficerApplication Make(Desk desk, List<(ApplicationState To, DateOnly On)> path, ref Dice dice)
    {
        var (scene, file) = (desk.Scene, desk.Scene.File.Applications);
        var (state, since) = path[^1];
        var (family, given) = scene.Plan.Names.Person(desk.Province, ref dice);
        var channel = Enum.Parse<ApplicationChannel>(Urn<string>.Of(file.Channels).Draw(ref dice), ignoreCase: true);
        var preferred = Urn<string>.Of(file.Preferred).Draw(ref dice);
        var opened = path.Find(p => p.To is ApplicationState.Publicized).On is var day && day != default ? day : default(DateOnly?);
        var relative = scene.Plan.Names.Person(desk.Province, ref dice);
        return new()
        {
            Receipt = StoryScene.Receipt(ref dice), Division = desk.Village.Value, StationId = dice.Chance(file.Named) ? desk.Station : null, OrganisationId = channel is ApplicationChannel.Operator ? desk.Operator : null,
            Channel = channel, Name = family + given, Phone = NameMaker.Phone(ref dice), Schooling = Urn<string>.Of(file.Schoolings).Draw(ref dice), LivesInVillage = dice.Chance(file.Lives), Preferred = preferred.Length == 0 ? null : preferred,
            Conflicts = dice.Chance(file.Related) ? dice.Pick(file.Relatives).Replace("{name}", relative.Family + relative.Given, StringComparison.Ordinal) : null,
            RuleEdition = desk.Rule.Edition, Rule = JsonSerializer.Serialize(desk.Rule.Values, JsonSerializerOptions.Web), State = state, Since = since, PublicFrom = opened, PublicTo = opened?.AddDays(desk.Rule.PublicityDays),
            DueOn = ApplicationDesk.DueOn(state, since, opened?.AddDays(desk.Rule.PublicityDays)), At = scene.At(path[0].On, ref dice), Version = path.Count,
        };
    }

    static async Task SealAsync(StoryScene scene, OfficerApplication application, Desk desk, Dice dice)
    {
        var file = scene.File.Applications;
        var number = InventedPeople.IdentityNumber(desk.Province, file.Region, file.Ages, desk.Serial, scene.Today, ref dice);
        (application.IdentityCipher, application.IdentityIndex) = await scene.Get<PersonalVault>().SealAsync(number);
    }

    // He has his number; training, examination and certificate come before the post.
    static Officer Appoint(StoryScene scene, OfficerApplication application, DateOnly on, ref Dice dice)
    {
        var officer = new Officer
        {
            Id = scene.Registers.NextOfficer(), Number = scene.Registers.OfficerNumber(new(application.Division), on.Year), Name = application.Name, Phone = application.Phone, Division = application.Division,
            IdentityCipher = application.IdentityCipher, IdentityIndex = application.IdentityIndex, RegisteredAt = scene.At(on, ref dice), Version = 1,
        };
        scene.Db.Add(officer);
        return officer;
    }

    static async Task DocumentAsync(StoryScene scene, OfficerApplication application, Dice dice, CancellationToken cancel)
    {
        await using var picture = new MemoryStream(ScenePicture.Draw(ref dice));
        var store = scene.Get<EvidenceStore>();
        var taken = await store.TakeAsync(picture, scene.File.Applications.File, ItemType.Document, cancel);
        await store.PutAsync(taken, cancel);
        scene.Db.Add(new OfficerApplicationFile
        {
            ApplicationId = application.Id, Division = application.Division, Hash = taken.Row.Hash, ContentType = taken.Row.ContentType, FileName = taken.Row.FileName, Bytes = taken.Row.Bytes,
        });
    }

    static void Object(StoryScene scene, OfficerApplication application, string outcome, DateOnly opened, ref Dice dice)
    {
        var texts = scene.File.Applications.Objections;
        var on = opened.AddDays(1);
        var objection = new OfficerObjection
        {
            Receipt = StoryScene.Receipt(ref dice), ApplicationId = application.Id, Division = application.Division, Text = dice.Pick(texts.Texts), Contact = dice.Chance(0.5) ? NameMaker.Phone(ref dice) : null,
            At = scene.At(on, ref dice), DueOn = on.AddDays(OfficerDeadlines.Objections.Days),
        };
        if (outcome != "waiting")
        {
            objection.Outcome = outcome == "upheld" ? ObjectionOutcome.Upheld : ObjectionOutcome.Unfounded;
            (objection.Finding, objection.HandledOn, objection.HandledBy) = (dice.Pick(outcome == "upheld" ? texts.Upheld : texts.Unfounded), on.AddDays(1), StoryScene.Actor);
        }
        scene.Db.Add(objection);
    }
}
