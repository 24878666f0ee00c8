using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Retention;

/// <summary>An application years after it is over: the host is started at a later day, and makes up the night that it missed.</summary>
public sealed class RetentionTests
{
    private const string Timer = "Retention_Run";

    private static readonly TimeSpan TwoNights = TimeSpan.FromHours(48);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Withdrawn_YearsLater_IsKeptByAHoldThenErasedAndItsRecordStaysComplete()
    {
        await using var city = new CityWithErasures();
        await city.InitializeAsync();
        var application = await city.SubmitAsync("Kept for three years");
        (await application.WithdrawAsync()).Expect(HttpStatusCode.OK);
        await city.SettleAsync();
        var email = (await RowsAsync(city, application.Id)).Contains("lin@", StringComparison.Ordinal);
        Assert.True(email, "The test looks for an address that was never there.");

        await city.CloseAsync();
        await city.ReopenAsync(new DateTimeOffset(2029, 6, 1, 4, 0, 0, TimeSpan.FromHours(8)));
        await city.SettleAsync();
        Assert.Equal("Content", (await RetentionAsync(city, application)).GetProperty("planned").GetProperty("step").GetString());
        var admin = city.Person("admin");
        var hold = $"{application.Address}/hold";
        (await admin.PostAsync(hold, new { reason = "（2029）粤03民初1号" }, Cancellation)).Expect(HttpStatusCode.OK);
        await city.TickAsync(Timer);
        Assert.NotEmpty(await FilesAsync(city, application.Id));
        Assert.Equal(JsonValueKind.Null, (await RetentionAsync(city, application)).GetProperty("planned").ValueKind);
        var page = (await admin.GetAsync($"/retention/applications/{application.Id}", Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("粤03民初1号", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        (await admin.SendAsync(new HttpRequestMessage(HttpMethod.Delete, hold), Cancellation)).Expect(HttpStatusCode.OK);
        await city.TickAsync(Timer);
        await city.PassAsync(TwoNights);

        Assert.Empty(await FilesAsync(city, application.Id));
        Assert.DoesNotContain("lin@", await RowsAsync(city, application.Id), StringComparison.Ordinal);
        Assert.Contains("""form|answers {"values":{}}""", await RowsAsync(city, application.Id), StringComparison.Ordinal);
        await city.RefusedAsync("lin", HttpStatusCode.Gone, "document-erased", HttpMethod.Get, $"{application.Address}/documents/budget");
        Assert.Equal(
            [
                "ErasurePlanned", "ErasureCalledOff", "LegalHoldPlaced", "LegalHoldLifted", "ErasurePlanned", "DataErased", "FilesDeleted",
            ],
            (await RecordAsync(city, application)).GetProperty("facts").EnumerateArray()
                .Select(fact => fact.GetProperty("type").GetString())
                .SkipWhile(type => type != "ErasurePlanned"));
        await CompleteAsync(city, application);
        var report = (await city.Person("admin").GetAsync("/api/retention?year=2029", Cancellation)).Expect(HttpStatusCode.OK).Json;
        var erased = Assert.Single(report.GetProperty("erased").GetProperty("items").EnumerateArray());
        Assert.Equal(application.Id, erased.GetProperty("id").GetString());

        // Another night finds nothing to do.
        var before = await RowsAsync(city, application.Id);
        await city.TickAsync(Timer);
        Assert.Equal(before, await RowsAsync(city, application.Id));
    }

    private static async Task<JsonElement> RetentionAsync(CityUnderTest city, ApplicationUnderTest application) =>
        (await city.Person("admin").GetAsync($"{application.Address}/retention", Cancellation)).Expect(HttpStatusCode.OK).Json;

    private static async Task<JsonElement> RecordAsync(CityUnderTest city, ApplicationUnderTest application) =>
        (await city.Person("admin").GetAsync($"{application.Address}/facts", Cancellation)).Expect(HttpStatusCode.OK).Json;

    private static async Task CompleteAsync(CityUnderTest city, ApplicationUnderTest application)
    {
        var record = await RecordAsync(city, application);
        Assert.True(record.GetProperty("whole").GetBoolean() && record.GetProperty("stateAgrees").GetBoolean(), record.ToString());
    }

    /// <summary>All that the state's rows say.</summary>
    private static async Task<string> RowsAsync(CityUnderTest city, string id)
    {
        var table = city.App.Services.GetRequiredService<TableServiceClient>().GetTableClient("Applications");
        var text = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(row => row.PartitionKey == id, cancellationToken: Cancellation))
        {
            if (!row.RowKey.StartsWith("fact|", StringComparison.Ordinal)) text.Add($"{row.RowKey} {row.GetString("State")}");
        }

        return string.Join('\n', text);
    }

    private static async Task<IReadOnlyList<string>> FilesAsync(CityUnderTest city, string id)
    {
        var names = new List<string>();
        foreach (var container in new[] { "incoming", "accepted", "rejected", "texts" })
        {
            var blobs = city.App.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(container);
            var found = blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{id}/", Cancellation);
            await foreach (var blob in found) names.Add(blob.Name);
        }

        return names;
    }
}
