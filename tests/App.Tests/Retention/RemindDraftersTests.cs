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
            ($"draft-ending.{Examples.Id}.2027-03-11", "lin@x.cn", "2027-04-12"),
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

    private async Task<Application> StateAsync() => (await app.Store.GetApplicationAsync(Examples.Id, Cancellation)).State;

    private Task NightAsync() => NightAsync(erases: true);

    private Task NightAsync(bool erases) => new RemindDrafters(
        app.Lists, app.Store, Examples.Catalogue, app.Tools.Staff, new LetterSender(app.Bus.Client), Policy,
        Options.Create(new RetentionOptions { Erases = erases }), app.Time).RunAsync(Cancellation);
}
