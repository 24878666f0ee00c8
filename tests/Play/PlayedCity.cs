using LocalHost;
using LocalHost.Demo;

namespace Play;

/// <summary>The app on a virtual clock, in which people apply and decide.</summary>
/// <param name="As">A user of the development's sign-in, by id.</param>
internal sealed record PlayedCity(LocalHostApp App, Mailbox Mailbox, Func<string, Person> As, CancellationToken Cancellation)
{
    /// <summary>Hands out each mailed link once.</summary>
    public Desk Desk { get; } = new(Mailbox, App.DevUsers.ToDictionary(user => user.Value.Email, user => user.Key));

    /// <summary>Until nothing runs that needs no time to pass.</summary>
    public Task SettleAsync() => App.Clock!.SettleAsync(Cancellation);

    public async Task PassUntilAsync(DateTimeOffset moment)
    {
        await App.Clock!.AdvanceToAsync(moment, Cancellation);
        await SettleAsync();
    }
}
