using FunctionsApp.City;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;
using Format = FunctionsApp.Programmes.DocumentFormat;

namespace Scenarios.Programmes;

/// <summary>People who apply to any programme, and decide, by what its file says.</summary>
/// <param name="acting">By the API or by pages.</param>
internal sealed class ProgrammePlay(CityInNovember city, IActing acting)
{
    private const string Lin = "lin";

    private static readonly DateOnly Day = DateOnly.FromDateTime(CityInNovember.November.Date);

    /// <summary>Links that were used.</summary>
    private readonly HashSet<string> used = [];

    /// <summary>When the last appointment begins.</summary>
    private DateTimeOffset Appointed { get; set; }

    /// <summary>The shipped programmes that take applications in November.</summary>
    public static IReadOnlyList<ProgrammeDefinition> Open =>
    [
        .. new ProgrammeCatalogue(ProgrammeLoader.LoadEmbedded()).NewOnes(Day).Where(definition => definition.Guide.IsOpen(Day)),
    ];

    public ProgrammeDefinition DefinitionOf(string programme) =>
        city.App.Services.GetRequiredService<ProgrammeCatalogue>().ForNew(programme, Day);

    /// <summary>An application with all that the file asks for, submitted.</summary>
    public async Task<ApplicationUnderTest> SubmitAsync(ProgrammeDefinition definition)
    {
        var application = await DraftAsync(definition);
        var answers = ValidAnswers.Of(definition, $"{definition.Programme} {acting.Way}");
        if (answers.Count > 0) await acting.FillAsync(application, Lin, answers);
        var asked = (await application.ReadAsync()).GetProperty("documents").EnumerateArray()
            .Where(slot => slot.GetProperty("required").GetBoolean()).Select(slot => slot.GetProperty("type").GetString()!).ToList();
        foreach (var type in asked) await acting.UploadAsync(application, Lin, type, FileFor(definition.Slot(type)!));

        await city.SettleAsync();
        if (await application.StatusAsync() == "Draft") await SendAsync(application);
        Assert.Equal("Submitted", await application.StatusAsync());
        return application;
    }

    /// <summary>Partners consent, then the organisation signs, as the programme asks for it.</summary>
    private async Task SendAsync(ApplicationUnderTest application)
    {
        await acting.SubmitAsync(application, Lin);
        await city.SettleAsync();
        while (await application.StatusAsync() is var status and ("Consenting" or "Signing"))
        {
            var decision = status == "Signing" ? "Sign" : "Consent";
            var asked = AskedAbout(application);
            Assert.NotEmpty(asked);
            foreach (var (mail, user) in asked)
            {
                await acting.AnswerAsync(user, mail, new Dictionary<string, object?> { ["decision"] = decision });
            }

            await city.SettleAsync();
        }
    }

    /// <summary>All who are asked answer in favour, until nobody is asked any more: exactly those whom the file names.</summary>
    public async Task DecideAsync(ApplicationUnderTest application, ProgrammeDefinition definition)
    {
        var named = definition.Held.OfType<PeopleDefinition>().Where(stage => stage.Role is not null).Select(stage => stage.Name);
        Assert.Equal(named, await DecideAllAsync(application));
    }

    /// <summary>It is approved; the stages that the app does not hold were passed over.</summary>
    public static async Task ApprovedAsync(ApplicationUnderTest application, ProgrammeDefinition definition)
    {
        Assert.Equal("Approved", await application.StatusAsync());
        var passed = (await application.FactsAsync("StagePassedOver")).Select(fact => fact.GetProperty("stage").GetString()!);
        Assert.Equal(definition.Stages.Where(stage => !stage.IsHeld).Select(stage => stage.Name), passed);
    }

    private async Task<ApplicationUnderTest> DraftAsync(ProgrammeDefinition definition)
    {
        decimal? amount = definition.Guide.MaximumAmount is { } most ? Math.Min(most, 500_000) : null;
        var id = await acting.DraftAsync(Lin, definition, $"Project of {definition.Programme} {acting.Way}", amount);
        return new ApplicationUnderTest(city, city.Person(Lin), id, definition.Programme);
    }

    /// <summary>All who are asked about the application answer in favour, until nobody is asked any more.</summary>
    /// <returns>The stages in the order in which they were asked.</returns>
    public async Task<IReadOnlyList<string>> DecideAllAsync(ApplicationUnderTest application)
    {
        var stages = new List<string>();
        while (AskedAbout(application) is { Count: > 0 } asked)
        {
            foreach (var (mail, user) in asked)
            {
                // {kind}.{application}.{stage}.{round}.{number}
                var id = mail.Link!.AbsolutePath.Split('/')[3].Split('.');
                if (!stages.Contains(id[2])) stages.Add(id[2]);
                await acting.AnswerAsync(user, mail, Favour(id[0], id[2], application));
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

    private IReadOnlyList<(Mail Mail, string User)> AskedAbout(ApplicationUnderTest application)
    {
        var users = city.App.DevUsers.ToDictionary(user => user.Value.Email, user => user.Key);
        return
        [
            .. city.Mailbox.All().Where(mail => mail.Link?.AbsolutePath.Contains($".{application.Id}.", StringComparison.Ordinal) == true)
                .Where(mail => used.Add(mail.Link!.AbsolutePath)).Select(mail => (mail, users[mail.To])),
        ];
    }

    private Dictionary<string, object?> Favour(string kind, string stage, ApplicationUnderTest application)
    {
        var answer = new Dictionary<string, object?>();
        if (kind == "declaration") answer["conflict"] = "None";
        else if (kind == "scoring")
        {
            answer["marks"] = ((PanelDefinition)DefinitionOf(application.Programme).Stage(stage)).Rubric
                .Select(criterion => new SheetMark(criterion.Key, 88, "符合要求。"));
            answer["comment"] = "同意推荐。";
        }
        else if (kind == "appointment")
        {
            var day = WorkingCalendar.Official.Add(BeijingTime.Day(city.Clock.GetUtcNow()), 3);
            Appointed = BeijingTime.At(day, new TimeOnly(9, 30));
            answer["begins"] = Appointed;
            answer["ends"] = Appointed.AddHours(2);
            answer["place"] = "科苑路 1 号";
        }
        else if (kind == "visitreport")
        {
            answer["notes"] = ((AppointmentDefinition)DefinitionOf(application.Programme).Stage(stage)).Checklist
                .Select(point => new PointNote(point.Key, "与材料一致。"));
            answer["result"] = "Passed";
            answer["summary"] = "符合要求。";
        }
        else answer["decision"] = "Approve";
        return answer;
    }

    private static SlotFile FileFor(DocumentSlot slot) => slot.Formats[0] switch
    {
        Format.Pdf => new("document.pdf", Media.Pdf, DemoFiles.Pdf($"{slot.Type}", "Nanshan Photonics Test Centre")),
        Format.Docx => new("document.docx", Media.Docx, DemoFiles.Docx(slot.Name.Chinese, "第一期：十二个月。")),
        Format.Xlsx => new("document.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 900_000m))),
        _ => throw new InvalidOperationException($"{slot.Type} asks for {slot.Formats[0]} first."),
    };
}
