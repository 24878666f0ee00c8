using LocalHost.Durable;

namespace Benchmarks;

/// <summary>What the runs of one application left in their histories.</summary>
/// <param name="Actions">
/// As the Durable Task Scheduler counts: a start of a run or of an activity, a result that a run takes, a timer that fires, an event.
/// </param>
internal sealed record ReviewHistory(int Events, long Bytes, int Actions);

/// <summary>Histories of reviews as LocalHost stores them; a run's id names its application.</summary>
internal sealed class ReviewHistories(string database)
{
    public ReviewHistory Of(string application)
    {
        using var connection = HistoryBytes.Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT body FROM history JOIN instances ON instances.key = history.instance WHERE instances.id LIKE $id";
        command.Parameters.AddWithValue("$id", $"%{application}%");
        var (events, bytes, actions) = (0, 0L, 0);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var body = (byte[])rows[0];
            var turn = HistoryJson.ReadTurn(body);
            events += turn.Received.Count + turn.Decided.Count;
            bytes += body.Length;
            // All that a run receives wakes it; of what it decides only an activity wakes another worker.
            actions += turn.Received.Count + turn.Decided.OfType<ActivityScheduled>().Count();
        }

        return new ReviewHistory(events, bytes, actions);
    }
}
