using System.Net;
using System.Text.Json;
using FunctionsApp.City;
using FunctionsApp.Panels;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.SiteVisits;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;
using Format = FunctionsApp.Programmes.DocumentFormat;

namespace Play;

/// <summary>People who apply to any programme, and decide, by what its file says.</summary>
/// <param name="acting">By the API or by pages.</param>
internal sealed class ProgrammePlay(PlayedCity city, IActing acting)
{
    /// <summary>Who applies.</summary>
    public const string Lin = "lin";

    /// <summary>The newest version of each shipped programme.</summary>
    public static IReadOnlyList<ProgrammeDefinition> Newest { get; } =
    [
        .. ProgrammeLoader.LoadEmbedded().GroupBy(definition => definition.Programme)
            .Select(versions => versions.MaxBy(definition => definition.Version)!),
    ];

    /// <summary>Who assigns the panels of a call together.</summary>
    private const string Officer = "huang";

    /// <summary>When the last appointment begins.</summary>
    private DateTimeOffset Appointed { get; set; }

    /// <summary>The version that takes applications now, with its guide's terms.</summary>
    public ProgrammeDefinition DefinitionOf(string programme) =>
        city.App.Services.GetRequiredService<ProgrammeCatalogue>().ForNew(programme, BeijingTime.Day(city.App.Clock!.GetUtcNow()));

    /// <summary>An application with all that the file asks for, submitted.</summary>
    /// <param name="number">In its title, which is unique then.</param>
    /// <returns>Its id.</returns>
    public async Task<string> SubmitAsync(ProgrammeDefinition definition, int number = 1)
    {
        var (title, amount) = ($"Project {number} of {definition.Programme} {acting.Way}", definition.Guide.MaximumAmount);
        var id = await acting.DraftAsync(Lin, definition, title, amount is { } most ? Math.Min(most, 500_000) : null);
        var answers = ValidAnswers.Of(definition, title);
        if (answers.Count > 0) await acting.FillAsync(id, Lin, answers);
        var asked = (await ReadAsync(id)).GetProperty("documents").EnumerateArray()
            .Where(slot => slot.GetProperty("required").GetBoolean()).Select(slot => slot.GetProperty("type").GetString()!).ToList();
        foreach (var type in asked) await acting.UploadAsync(id, Lin, type, FileFor(definition.Slot(type)!));

        await city.SettleAsync();
        if (await StatusAsync(id) == "Draft") await SendAsync(id);
        return await StatusAsync(id) is var status and not "Submitted" ? throw Unexpected(id, status) : id;
    }

    /// <summary>All who are asked about the application answer in favour, until nobody is asked any more.</summary>
    /// <returns>The stages in the order in which they were asked.</returns>
    public async Task<IReadOnlyList<string>> DecideAllAsync(string id, ProgrammeDefinition definition)
    {
        var stages = new List<string>();
        while (await AskedAsync(id, definition) is { Count: > 0 } asked)
        {
            foreach (var (mail, user) in asked)
            {
                // {kind}.{application}.{stage}.{round}.{number}
                var parts = mail.Link!.AbsolutePath.Split('/')[3].Split('.');
                // A referral names its institution there.
                if (parts[0] != "referral" && !stages.Contains(parts[2])) stages.Add(parts[2]);
                await acting.AnswerAsync(user, mail, Favour(parts[0], parts[2], definition));
            }

            await city.SettleAsync();
            // Silence confirms an appointment; its report is asked for once it is over.
            if (asked.Any(each => each.Mail.Link!.AbsolutePath.Contains("/appointment.", StringComparison.Ordinal)))
            {
                await city.PassUntilAsync(Appointed.AddHours(2));
            }
        }

        return stages;
    }

    /// <summary>Who is asked; an application that waits for its call's panels is given its own first.</summary>
    private async Task<IReadOnlyList<(Mail Mail, string User)>> AskedAsync(string id, ProgrammeDefinition definition)
    {
        if (city.Desk.About(id) is { Count: > 0 } asked) return asked;
        foreach (var panel in definition.Held.OfType<PanelDefinition>().Where(panel => panel.AssignedTogether))
        {
            var plan = $"{definition.GuideId ?? $"{definition.Programme}-v{definition.Version}"}.{panel.Name}";
            var waiting = (await city.As(Officer).GetAsync($"/api/panels/plans/{plan}", city.Cancellation)).Expect(HttpStatusCode.OK).Json
                .GetProperty("waiting").EnumerateArray().Select(each => each.GetString());
            if (!waiting.Contains(id)) continue;
            await acting.AssignPanelsAsync(Officer, plan);
            await city.SettleAsync();
        }

        return city.Desk.About(id);
    }

    /// <summary>The lists of selections that are asked for, each decided as it was proposed.</summary>
    /// <param name="ways">One after the other in turns.</param>
    /// <returns>How many.</returns>
    public static async Task<int> SelectAllAsync(PlayedCity city, params IReadOnlyList<IActing> ways)
    {
        var asked = city.Desk.OfKind("selection");
        foreach (var (index, (mail, user)) in asked.Index())
        {
            await ways[index % ways.Count].AnswerAsync(user, mail, new Dictionary<string, object?>());
        }

        await city.SettleAsync();
        return asked.Count;
    }

    public async Task<string> StatusAsync(string id) => (await ReadAsync(id)).GetProperty("status").GetString()!;

    private async Task<JsonElement> ReadAsync(string id) =>
        (await city.As(Lin).GetAsync($"/api/applications/{id}", city.Cancellation)).Expect(HttpStatusCode.OK).Json;

    /// <summary>Partners consent, then the organisation signs, as the programme asks for it.</summary>
    private async Task SendAsync(string id)
    {
        await acting.SubmitAsync(id, Lin);
        await city.SettleAsync();
        while (await StatusAsync(id) is var status and ("Consenting" or "Signing"))
        {
            var decision = status == "Signing" ? "Sign" : "Consent";
            var asked = city.Desk.About(id);
            if (asked.Count == 0) throw Unexpected(id, status);
            foreach (var (mail, user) in asked)
            {
                await acting.AnswerAsync(user, mail, new Dictionary<string, object?> { ["decision"] = decision });
            }

            await city.SettleAsync();
        }
    }

    private Dictionary<string, object?> Favour(string kind, string stage, ProgrammeDefinition definition)
    {
        var answer = new Dictionary<string, object?>();
        if (kind == "declaration") answer["conflict"] = "None";
        else if (kind == "scoring")
        {
            answer["marks"] = ((PanelDefinition)definition.Stage(stage)).Rubric
                .Select(criterion => new MarkForm(criterion.Key, 88, "符合要求。"));
            answer["comment"] = "同意推荐。";
        }
        else if (kind == "appointment")
        {
            var day = WorkingCalendar.Official.Add(BeijingTime.Day(city.App.Clock!.GetUtcNow()), 3);
            Appointed = BeijingTime.At(day, new TimeOnly(9, 30));
            answer["begins"] = Appointed;
            answer["ends"] = Appointed.AddHours(2);
            answer["place"] = "科苑路 1 号";
        }
        else if (kind == "visitreport")
        {
            answer["notes"] = ((AppointmentDefinition)definition.Stage(stage)).Checklist
                .Select(point => new NoteForm(point.Key, "与材料一致。"));
            answer["result"] = "Passed";
            answer["summary"] = "符合要求。";
        }
        else if (kind == "referral") answer["answer"] = "Talk";
        else answer["decision"] = "Approve";
        return answer;
    }

    private static InvalidOperationException Unexpected(string id, string status) => new($"Application {id} is {status}.");

    private static SlotFile FileFor(DocumentSlot slot) => slot.Formats[0] switch
    {
        Format.Pdf => new("document.pdf", Media.Pdf, DemoFiles.Pdf($"{slot.Type}", "Nanshan Photonics Test Centre")),
        Format.Docx => new("document.docx", Media.Docx, DemoFiles.Docx(slot.Name.Chinese, "第一期：十二个月。")),
        Format.Xlsx => new("document.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 900_000m))),
        _ => throw new InvalidOperationException($"{slot.Type} asks for {slot.Formats[0]} first."),
    };
}
