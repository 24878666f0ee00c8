using FunctionsApp;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Microsoft.Extensions.DependencyInjection;
using Play;

namespace Scenarios.Programmes;

/// <summary>A city in which the autumn's calls are open, with seven experts, and a programme that came as a file.</summary>
public sealed class CityInNovember : CityUnderTest
{
    /// <summary>Monday 2 November 2026, 09:00 in Shenzhen.</summary>
    public static readonly DateTimeOffset November = new(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(8));

    public const string Added = "added-by-a-file";

    public CityInNovember() : base(November)
    {
        var catalogue = new ProgrammeCatalogue(
            [.. ProgrammeLoader.LoadEmbedded(), .. ProgrammeLoader.Load([($"{Added}.v1.json", Definition)])]);
        Options = Options with
        {
            LocalSettings = Experts.Join(Options, 7),
            Configure = builder =>
            {
                builder.Services.AddSingleton(catalogue);
                builder.AddApp();
            },
        };
    }

    /// <summary>The shipped programmes that take applications then.</summary>
    public static IReadOnlyList<ProgrammeDefinition> Open =>
    [
        .. new ProgrammeCatalogue(ProgrammeLoader.LoadEmbedded()).NewOnes(Day).Where(definition => definition.Guide.IsOpen(Day)),
    ];

    private static DateOnly Day => DateOnly.FromDateTime(November.Date);

    /// <summary>For people of a play.</summary>
    internal PlayedCity Played => new(App, Mailbox, user => Person(user), TestContext.Current.CancellationToken);

    /// <summary>All who are asked decide in favour: exactly those whom the programme's file names.</summary>
    internal static async Task DecideAsync(ProgrammePlay play, string id, ProgrammeDefinition definition) =>
        Assert.Equal(
            definition.Held.OfType<PeopleDefinition>().Where(stage => stage.Role is not null).Select(stage => stage.Name),
            await play.DecideAllAsync(id, definition));

    /// <summary>It is approved; the stages that the app does not hold were passed over.</summary>
    internal async Task ApprovedAsync(string id, ProgrammeDefinition definition)
    {
        var application = Of(id, definition);
        Assert.Equal("Approved", await application.StatusAsync());
        var passed = (await application.FactsAsync("StagePassedOver")).Select(fact => fact.GetProperty("stage").GetString()!);
        Assert.Equal(definition.Stages.Where(stage => !stage.IsHeld).Select(stage => stage.Name), passed);
    }

    internal ApplicationUnderTest Of(string id, ProgrammeDefinition definition) =>
        new(this, Person(ProgrammePlay.Lin), id, definition.Programme);

    private const string Definition =
        """
        {
          "programme": "added-by-a-file", "version": 1, "name": { "zh-CN": "新增项目", "en": "Added programme" }, "measures": ["M5"],
          "fund": null, "marketAdmission": false,
          "guide": { "year": 2026, "opens": "2026-11-01", "closes": null, "budget": null, "maximumAmount": null, "sectors": ["testing"] },
          "eligibility": [ { "rule": "[people] >= 3", "reason": { "zh-CN": "不少于 3 人", "en": "At least 3 people" } } ],
          "form": [ { "kind": "Number", "key": "people", "label": { "zh-CN": "人数", "en": "People" }, "required": true, "min": 1,
              "max": 50 } ],
          "documents": [
            { "type": "letter", "name": { "zh-CN": "申请函", "en": "Letter" }, "required": true, "formats": ["Docx"], "maxBytes": 1048576 }
          ],
          "stages": [
            {
              "name": "Department", "kind": "Approval", "title": { "zh-CN": "审核", "en": "Review" }, "role": "DepartmentOfficer",
              "assignees": 1, "approvals": 1, "workingDays": 5, "delegateWorkingDays": 3
            },
            { "name": "Recognition", "kind": "Recognition", "title": { "zh-CN": "认定", "en": "Recognition" }, "years": 2 }
          ],
          "supplement": { "rounds": 1, "workingDays": 10 }
        }
        """;
}
