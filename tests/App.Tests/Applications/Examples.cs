using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Applications;

/// <summary>Applications in the states that rules are tried on.</summary>
internal static class Examples
{
    public const string Id = "0123456789abcdefghjk";
    public static readonly DateTimeOffset Now = new(2026, 3, 10, 2, 0, 0, TimeSpan.Zero);
    public static readonly ProgrammeCatalogue Catalogue = new(ProgrammeLoader.LoadEmbedded());

    /// <summary>Standing call; requires application-form, work-plan, budget.</summary>
    public static readonly ProgrammeDefinition Fund = Catalogue.Get("special-fund-rd", 1);

    /// <summary>2026-03-02 to 2026-04-30.</summary>
    public static readonly ProgrammeDefinition Institution = Catalogue.Get("demonstration-institution", 1);

    public static readonly Applicant Applicant = new("u1", "u1@example.org", Language.Chinese, FunctionsApp.City.CreditCode.Parse("91350100M000100Y43"), "440305");

    public static Application Draft(ProgrammeDefinition? definition = null)
    {
        definition ??= Fund;
        var request = new DraftRequest(definition.Programme, "Title", "it", definition.Fund is null ? null : 1000m);
        return DraftApplication.Decide(null, definition, new DraftCommand(Id, request, Applicant, "hash"), Now).Next;
    }

    public static Application Whole(ProgrammeDefinition? definition = null) => With(Draft(definition), slot => slot.Required ? Accepted(slot) : slot);

    public static Application Submitted() => SubmitApplication.Decide(Whole(), Answers.None, Fund, "u1", Now).Next;

    public static Application Returned(params string[] documents) =>
        ReturnApplication.Decide(Submitted(), 1, [.. documents.Select(type => new ReturnItem(type, "unclear"))], "officer").Next;

    public static Application With(Application application, Func<SlotState, SlotState> change) =>
        application with { Slots = [.. application.Slots.Select(change)] };

    public static SlotState Accepted(SlotState slot) => slot with
    {
        State = DocumentState.Accepted, Version = 1, Newest = 1, FileName = "a.pdf", Bytes = 3, Sha256 = "ab", Blob = $"{Id}/{slot.Type}/x", ReceivedAt = Now,
    };

    public static string Slug(Action act) => Assert.Throws<ProblemException>(act).Type.Slug;
}
