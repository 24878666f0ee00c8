using System.Net;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Platform.Storage;

/// <summary>Rows of lists that someone else wrote or took away, as people see them before and after the comparison.</summary>
public sealed class ListRepairTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static readonly (string User, string Path)[] Lists =
        [("lin", "/api/applications"), ("zhao", "/api/applications"), ("chen", "/api/assignments"), ("huang", "/api/assignments")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TableClient Table => city.App.Services.GetRequiredService<TableServiceClient>().GetTableClient(Topology.ListsTable);

    [Fact]
    public async Task Compare_RowsLostChangedAndAdded_ListsShowTheRecordsAgain()
    {
        await city.DraftAsync("A draft");
        await city.DraftAsync("Another's draft", "zhao");
        await city.SubmitAsync("Under review");
        var withdrawn = await city.SubmitAsync("Withdrawn", "zhao");
        (await withdrawn.WithdrawAsync()).Expect(HttpStatusCode.OK);
        await city.SettleAsync();
        var before = await ReadAsync();
        Assert.Contains("Withdrawn", before[1]);
        var rows = await Table.QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation);
        foreach (var (row, number) in rows.Select((row, number) => (row, number)))
        {
            // Each row suffers one of three things.
            if (number % 3 == 0) await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Cancellation);
            if (number % 3 == 1) await WriteAsync(
                row, row.RowKey, row.GetString("Line").Replace("\"title\":\"", "\"title\":\"Not ", StringComparison.Ordinal));
            if (number % 3 == 2) await WriteAsync(row, $"0{row.RowKey}", row.GetString("Line"));
        }

        Assert.NotEqual(before, await ReadAsync());
        await city.TickAsync("Lists_Compare");

        Assert.Equal(before, await ReadAsync());
        Assert.Equal(
            rows.Select(Content),
            await Table.QueryAsync<TableEntity>(cancellationToken: Cancellation).Select(Content).ToListAsync(Cancellation));
    }

    private static string Content(TableEntity row) => $"{row.PartitionKey} {row.RowKey} {row["Table"]} {row["Subject"]} {row["Line"]}";

    private Task WriteAsync(TableEntity row, string key, string line) =>
        Table.UpsertEntityAsync(new TableEntity(row) { RowKey = key, ["Line"] = line }, TableUpdateMode.Replace, Cancellation);

    private async Task<IReadOnlyList<string>> ReadAsync()
    {
        var read = new List<string>();
        foreach (var (user, path) in Lists) read.Add(
            (await city.Person(user).GetAsync(path, Cancellation)).Expect(HttpStatusCode.OK).Body);
        return read;
    }
}
