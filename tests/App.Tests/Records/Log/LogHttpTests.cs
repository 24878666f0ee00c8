using System.Text;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Records.Log;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace App.Tests.Records.Log;

public sealed class LogHttpTests
{
    private static readonly LogEntry Entry = new("Applications", "a-1", 1, new string('0', 64));

    private readonly StoreUnderTest under = new();
    private readonly MemoryBlobs blobs = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LogStore Log => new(under.Tables, blobs.Client);

    private LogHttp Http => new(
        Log, new FindProof(Log), under.Store, [],
        Options.Create(new LogOptions
        {
            LogName = "records.example/log", LogSecret = Convert.ToBase64String([.. Enumerable.Repeat((byte)3, 32)]),
        }),
        RenderedPage.Site());

    [Fact]
    public async Task Log_BeforeTheFirstRoot_HasNone()
    {
        await RefusedAsync(() => Http.CheckpointAsync(Request(), Cancellation));
        await RefusedAsync(() => Http.CheckpointOfDayAsync(Request(), "2026-03-03", Cancellation));
        await RefusedAsync(() => Http.TileAsync(Request(), "0", "000.p/1", Cancellation));
    }

    [Fact]
    public async Task Log_Sealed_IsVerifiedByWhatAnyoneReads()
    {
        await Log.SealAsync(Entry, Cancellation);

        var key = NoteVerifier.Parse(await TextAsync(Http.ReadKey(Request())));
        var text = await TextAsync(await Http.CheckpointAsync(Request(), Cancellation));
        var tile = await BytesAsync(await Http.TileAsync(Request(), "0", "000.p/1", Cancellation));

        Assert.True(key.Verifies(SignedNote.Parse(text)));
        Assert.Equal(Entry.Leaf(), tile);
        Assert.Equal(tile, Checkpoint.Parse(SignedNote.Parse(text).Text).Root);
        Assert.Equal(text, await TextAsync(await Http.CheckpointOfDayAsync(Request(), "2026-03-03", Cancellation)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-04")]
    [InlineData("2026-3-3")]
    [InlineData("../2026-03-03")]
    public async Task Checkpoint_OfNoDay_IsNotFound(string day)
    {
        await Log.SealAsync(Entry, Cancellation);

        await RefusedAsync(() => Http.CheckpointOfDayAsync(Request(), day, Cancellation));
    }

    [Theory]
    [InlineData("0", "000")]
    [InlineData("0", "../checkpoint/2026-03-03")]
    [InlineData("entries", "000")]
    public async Task Tile_OfNoName_IsNotFound(string level, string place)
    {
        await Log.SealAsync(Entry, Cancellation);

        await RefusedAsync(() => Http.TileAsync(Request(), level, place, Cancellation));
    }

    [Fact]
    public void Options_WithAShortSecret_AreRefusedWithoutShowingIt()
    {
        var secret = Convert.ToBase64String(new byte[31]);

        var fault = Assert.Single(new LogOptions { LogSecret = secret }.Validate(new(new object())));

        Assert.DoesNotContain(secret, fault.ErrorMessage, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(Func<Task<IResult>> call) =>
        Assert.Equal(PlatformProblems.NotFound, (await Assert.ThrowsAsync<ProblemException>(call)).Type);

    private static HttpRequest Request() =>
        new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() }.Request;

    private static async Task<string> TextAsync(IResult result) => Encoding.UTF8.GetString(await BytesAsync(result));

    private static async Task<byte[]> BytesAsync(IResult result)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        http.Request.Method = "GET";
        var body = new MemoryStream();
        http.Response.Body = body;
        await result.ExecuteAsync(http);
        return body.ToArray();
    }
}
