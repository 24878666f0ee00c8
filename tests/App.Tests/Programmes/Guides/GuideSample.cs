using App.Tests.Fixtures;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Guides;

namespace App.Tests.Programmes.Guides;

/// <summary>Guides of a programme with a fund and a panel of three, whose own guide is open from 2026-10-09 to 2026-12-31.</summary>
internal sealed class GuideSample
{
    public const string Programme = "informatization";
    public const string First = $"{Programme}-g1";
    public const string Second = $"{Programme}-g2";

    public static readonly DateTimeOffset Now = new(2027, 1, 10, 2, 0, 0, TimeSpan.Zero);

    public static readonly Caller Administrator =
        new("admin", "admin", null, new HashSet<Role> { Role.Administrator }, null, null, Language.English);

    public GuideSample()
    {
        Under.Time.SetUtcNow(Now);
        (Catalogue, Register, Desk) = Instance();
    }

    public StoreUnderTest Under { get; } = new(GuideAggregate.OfProgramme);

    public ProgrammeCatalogue Catalogue { get; }

    public GuideRegister Register { get; }

    public GuideDesk Desk { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>2027-02-01 to 2027-03-31, with the programme's money.</summary>
    public static GuideBody Body() => new()
    {
        Programme = Programme, Version = 1, Year = 2027, Opens = Day("2027-02-01"), Closes = Day("2027-03-31"),
        Budget = 20_000_000, MaximumAmount = 1_000_000, MinimumAmount = 100_000, Sectors = ["it", "testing"],
    };

    public static GuideBody Body(string opens, string? closes) =>
        Body() with { Opens = Day(opens), Closes = closes is null ? null : Day(closes) };

    /// <summary>An application's definition under a guide of this content.</summary>
    public static ProgrammeDefinition Effective(GuideBody body, string id = First) =>
        EffectiveDefinition.Of(new ProgrammeCatalogue(ProgrammeLoader.LoadEmbedded()).Get(Programme, 1), Guide(body, id));

    public static AnnualGuide Guide(GuideBody body, string id = First, GuideStatus status = GuideStatus.Draft) => body.On(new AnnualGuide
    {
        Id = id, Programme = body.Programme, Version = body.Version, Terms = body.Terms, CreatedAt = Now, RequestHash = "h",
        Status = status,
    });

    public static ProgrammeGuides State(params IReadOnlyList<AnnualGuide> guides) => new(Programme, guides);

    public static DateOnly Day(string text) => DateOnly.Parse(text);

    /// <summary>What another instance of the app has, on the same tables.</summary>
    public (ProgrammeCatalogue Catalogue, GuideRegister Register, GuideDesk Desk) Instance()
    {
        var catalogue = new ProgrammeCatalogue(ProgrammeLoader.LoadEmbedded());
        var (store, _, _) = Under.AnotherProcess();
        var register = new GuideRegister(Under.Lists, store, catalogue, Under.Time);
        return (catalogue, register, new GuideDesk(store, catalogue, register, Under.Time));
    }

    /// <summary>Drafts and publishes; the id.</summary>
    public async Task<string> PublishAsync(GuideBody? body = null)
    {
        var (guide, _, _) = await Desk.DraftAsync(body ?? Body(), "admin", null, Cancellation);
        await Desk.PublishAsync(guide.Id, "admin", default, Cancellation);
        await Register.RefreshAsync(Cancellation);
        return guide.Id;
    }
}
