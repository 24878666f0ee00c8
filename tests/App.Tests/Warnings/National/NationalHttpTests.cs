using FunctionsApp.Identity;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.National;
using Microsoft.AspNetCore.Http;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Warnings.National;

/// <summary>National identifiers: one for each message, for good, and no two alike.</summary>
public class NationalHttpTests
{
    private readonly MemoryWarnings memory = new(Member("officer", "delegate"), Member("publisher", role: Role.Publisher));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AnnouncedMessages_NamesTheEarlierOnes()
    {
        await memory.VerifiedAsync();
        await AnnounceAsync(0);
        await memory.ChangeAsync(state => UpdateWarning.Decide(state, new UpdateBody(Level: WarningLevel.Blue), memory.By("p")));
        await AnnounceAsync(1);

        var first = NationalReader.Read(await ReadAsync("?message=1"));
        var second = NationalReader.Read(await ReadAsync(""));

        Assert.Equal("44030000000000_20260302090000_0", first.Identifier.ToString());
        Assert.Equal("44030000000000_20260302090000_1", second.Identifier.ToString());
        Assert.Equal([first.Identifier], second.References);
        Assert.Equal((MessageType.Update, WarningLevel.Blue), (second.Type, second.Infos[0].Level));
    }

    [Fact]
    public async Task Announce_Twice_KeepsTheIdentifier()
    {
        await memory.VerifiedAsync();
        await AnnounceAsync(0);
        var before = await ReadAsync("");

        memory.App.Time.Advance(TimeSpan.FromHours(1));
        await AnnounceAsync(0);

        Assert.Equal(before, await ReadAsync(""));
    }

    [Fact]
    public async Task Read_BeforeTheAnnouncement_IsNotThere()
    {
        await memory.DraftAsync();
        Assert.Equal("not-found", await SlugAsync(request => memory.National.ReadAsync(request, memory.Id, Cancellation), null));
        await memory.ChangeAsync(state => VerifyWarning.Decide(state, Sample.Confirm(), Sample.Officer()));
        await memory.ChangeAsync(state => PublishWarning.Decide(state, memory.By("p")));

        Assert.Equal("not-found", await SlugAsync(request => memory.National.ReadAsync(request, memory.Id, Cancellation), null));
    }

    [Fact]
    public async Task Claim_MoreThanTenInASecond_TakesTheNextOne()
    {
        var message = Sample.Published().Messages[0];
        for (var warning = 0; warning < 11; warning++)
        {
            await memory.Numbers.ClaimAsync([message with { WarningId = $"w{warning}" }], Cancellation);
        }

        var last = (await memory.Numbers.ReadAsync("w10", Cancellation))[1];
        Assert.Equal("44030000000000_20260302090001_0", last.ToString());
        Assert.Equal(9, (await memory.Numbers.ReadAsync("w9", Cancellation))[1].Sequence);
    }

    [Fact]
    public async Task Claim_AtOnce_GivesNoTwoTheSame()
    {
        var message = Sample.Published().Messages[0];
        await Task.WhenAll(Enumerable.Range(0, 5).Select(warning =>
            memory.Numbers.ClaimAsync([message with { WarningId = $"w{warning}" }], Cancellation)));

        var given = new HashSet<string>();
        for (var warning = 0; warning < 5; warning++)
        {
            given.Add((await memory.Numbers.ReadAsync($"w{warning}", Cancellation))[1].ToString());
        }

        Assert.Equal(5, given.Count);
    }

    private Task<WarningTurn?> AnnounceAsync(int announced) =>
        memory.Announce.RunAsync(new AnnounceRequest(memory.Id, announced), Cancellation);

    private async Task<string> ReadAsync(string query) => (await CallAsync(
        request => memory.National.ReadAsync(request, memory.Id, Cancellation), null, query: query)).Body;
}
