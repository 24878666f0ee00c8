using App.Tests.Applications;
using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Retention;
using Microsoft.Extensions.Options;

namespace App.Tests.Retention;

/// <summary>The letter before an unfinished draft is erased: nights of the timer, over tables in memory.</summary>
public sealed class RemindDraftersTests
{
    private static readonly RetentionPolicy Policy = RetentionPolicy.Load();
    private static readonly DateTimeOffset Night = new(2027, 3, 11, 18, 30, 0, TimeSpan.Zero);

    private readonly MemoryApp app = new(Night, ApplicationAggregate.Kind, [Left]);

    private static StaffMember Left => MemoryApp.Member("gone", role: Role.Applicant) with { HasLeft = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Night_WithAPlannedDraft_WritesOnceAndSetsTheDay()
    {
        await PlanAsync();

        await NightAsync();
        await NightAsync();
        app.Time.Advance(TimeSpan.FromDays(1));
        await NightAsync();

        var letter = Assert.Single(app.Letters);
        Assert.Equal(
            ($"draft-ending.{Examples.Id}.2027-03-12", "lin@x.cn", "2027-04-12"),
            (letter.Id, letter.Email, letter.Values["day"]));
        Assert.Equal(new DateTimeOffset(2027, 4, 11, 16, 0, 0, TimeSpan.Zero), (await StateAsync()).Retention!.Planned!.From);
    }

    [Fact]
    public async Task Night_AfterACrashBeforeTheCommit_WritesTheSameLetterAndALaterDay()
    {
        await PlanAsync();
        app.Tables[Topology.ApplicationsTable].BeforeNextWrite(() => throw new InvalidOperationException("Killed."));
        await Assert.ThrowsAsync<InvalidOperationException>(NightAsync);
        app.Time.Advance(TimeSpan.FromDays(1));

        await NightAsync();

        Assert.Single(app.Letters.Select(letter => letter.Id).Distinct());
        Assert.Equal(new DateTimeOffset(2027, 4, 12, 16, 0, 0, TimeSpan.Zero), (await StateAsync()).Retention!.Planned!.From);
    }

    [Theory]
    [InlineData("gone", "gone@x.cn")]
    [InlineData("lin", "")]
    public async Task Night_DrafterWhoLeftOrHasNoAddress_GetsNoLetterAndTheDayIsSet(string person, string email)
    {
        await PlanAsync(person, email);

        await NightAsync();

        Assert.Empty(app.Letters);
        Assert.NotNull((await StateAsync()).Retention!.Planned!.From);
        var facts = await app.Store.ReadFactsAsync(Topology.ApplicationsTable, Examples.Id, Cancellation);
        Assert.Contains("\"unwritten\":true", facts[^1].Data);
    }

    /// <summary>The day in the first letter is over; without another one the draft would go without a word.</summary>
    [Fact]
    public async Task Night_AfterAHoldThatWasLifted_WritesAgain()
    {
        await PlanAsync();
        await NightAsync();
        await ChangeAsync(draft => PlaceHold.Decide(draft, "r", "admin", app.Time.GetUtcNow()));
        app.Time.Advance(TimeSpan.FromDays(40));
        await ChangeAsync(draft => PlaceHold.Lift(draft, "admin"));
        await ChangeAsync(draft => PlanErasure.Decide(draft, Policy, app.Time.GetUtcNow()));

        await NightAsync();

        Assert.Equal(2, app.Letters.Select(letter => letter.Id).Distinct().Count());
        Assert.Equal("2027-05-22", app.Letters[^1].Values["day"]);
    }

    [Fact]
    public async Task Night_OfADryRun_WritesToNobody()
    {
        await PlanAsync();

        await NightAsync(erases: false);

        Assert.Empty(app.Letters);
        Assert.Null((await StateAsync()).Retention!.Planned!.From);
    }

    private async Task PlanAsync(string person = "lin", string email = "lin@x.cn")
    {
        var draft = Examples.Draft();
        draft = draft with { Applicant = draft.Applicant with { Person = person, Email = email } };
        await app.Store.PutAsync(
            ApplicationAggregate.Kind, draft.Id, _ => PlanErasure.Decide(draft, Policy, Night), Cancellation);
    }

    private Task ChangeAsync(Func<Application, Change<Application>> decide) =>
        app.Store.ChangeApplicationAsync(Examples.Id, decide, Cancellation);

    private async Task<Application> StateAsync() => (await app.Store.GetApplicationAsync(Examples.Id, Cancellation)).State;

    private Task NightAsync() => NightAsync(erases: true);

    private Task NightAsync(bool erases) => new RemindDrafters(
        app.Lists, app.Store, Examples.Catalogue, app.Tools.Staff, new LetterSender(app.Bus.Client), Policy,
        Options.Create(new RetentionOptions { Erases = erases }), app.Time).RunAsync(Cancellation);
}
