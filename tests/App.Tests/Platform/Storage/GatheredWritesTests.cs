using App.Tests.Fixtures;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Platform.Storage;

public sealed class GatheredWritesTests
{
    private readonly MemoryTable table = new();
    private readonly GatheredWrites writes;

    public GatheredWritesTests() => writes = new GatheredWrites(table);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upsert_WhileAnotherIsUnderWay_GoesWithAllThatWait()
    {
        var first = Hold();
        Task[] all = [WriteAsync("p", 0), .. Enumerable.Range(1, 100).Select(row => WriteAsync("p", row))];
        Assert.All(all, write => Assert.False(write.IsCompleted));

        first.SetResult();
        await Task.WhenAll(all);

        Assert.Equal(2, table.Writes);
        Assert.Equal(101, (await RowsAsync("p")).Count);
    }

    [Fact]
    public async Task Upsert_MoreThanATransactionTakes_GoInSeveral()
    {
        var first = Hold();
        Task[] all = [.. Enumerable.Range(0, 102).Select(row => WriteAsync("p", row))];

        first.SetResult();
        await Task.WhenAll(all);

        Assert.Equal(3, table.Writes);
    }

    [Fact]
    public async Task Upsert_AfterTheLastEnded_IsSentAtOnce()
    {
        await WriteAsync("p", 1);
        await WriteAsync("p", 2);

        Assert.Equal(2, table.Writes);
    }

    [Fact]
    public async Task Upsert_OfAnotherPartition_WaitsForNone()
    {
        var first = Hold();
        var held = WriteAsync("p", 1);

        await WriteAsync("q", 1);

        Assert.False(held.IsCompleted);
        first.SetResult();
        await held;
    }

    [Fact]
    public async Task Upsert_SameRowTwice_EndsWithTheLast()
    {
        var first = Hold();
        Task[] all = [WriteAsync("p", 0), WriteAsync("p", 1, "old"), WriteAsync("p", 1, "new")];

        first.SetResult();
        await Task.WhenAll(all);

        Assert.Equal("new", (await RowsAsync("p"))[1].GetString("Text"));
        Assert.Equal(3, table.Writes);
    }

    [Fact]
    public async Task Upsert_OneIsRefused_FailsAlone()
    {
        var first = Hold();
        Task[] all = [WriteAsync("p", 0), WriteAsync("p", 1), WriteAsync("p", 2)];
        // The next request is that of the two; the one after it, of the first of them alone.
        table.AfterNextWrite(() =>
        {
            table.BeforeNextWrite(() =>
            {
                table.BeforeNextWrite(() => throw new RequestFailedException(400, "PropertyValueTooLarge"));
                throw new RequestFailedException(413, "RequestBodyTooLarge");
            });
            return Task.CompletedTask;
        });
        first.SetResult();

        await all[0];
        Assert.Equal(400, (await Assert.ThrowsAsync<RequestFailedException>(() => all[1])).Status);
        await all[2];
        Assert.Equal(2, (await RowsAsync("p")).Count);
    }

    [Fact]
    public async Task Upsert_StorageFails_FailsAllOfTheRequestAndNoneAfterIt()
    {
        var first = Hold();
        Task[] all = [WriteAsync("p", 0), WriteAsync("p", 1), WriteAsync("p", 2)];
        table.AfterNextWrite(() =>
        {
            table.BeforeNextWrite(() => throw new RequestFailedException(503, "ServerBusy"));
            return Task.CompletedTask;
        });

        first.SetResult();
        await all[0];
        Assert.Equal(503, (await Assert.ThrowsAsync<RequestFailedException>(() => all[1])).Status);
        Assert.Equal(503, (await Assert.ThrowsAsync<RequestFailedException>(() => all[2])).Status);

        await WriteAsync("p", 3);
        Assert.Equal(2, (await RowsAsync("p")).Count);
    }

    [Fact]
    public async Task Upsert_CallerLeaves_IsWrittenAllTheSame()
    {
        var first = Hold();
        var held = WriteAsync("p", 0);
        using var leaving = new CancellationTokenSource();
        var left = writes.UpsertAsync(new TableEntity("p", "1"), leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        var last = WriteAsync("p", 2);

        first.SetResult();
        await Task.WhenAll(held, last);

        Assert.Equal(3, (await RowsAsync("p")).Count);
    }

    /// <summary>The next request stays under way until this is set.</summary>
    private TaskCompletionSource Hold()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        table.BeforeNextWrite(() => held.Task);
        return held;
    }

    private Task WriteAsync(string partition, int row, string text = "") =>
        writes.UpsertAsync(new TableEntity(partition, $"{row:D3}") { ["Text"] = text }, Cancellation);

    private async Task<List<TableEntity>> RowsAsync(string partition)
    {
        var rows = new List<TableEntity>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation)) rows.Add(row);
        return rows;
    }
}
