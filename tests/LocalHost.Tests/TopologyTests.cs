namespace LocalHost.Tests;

public sealed class TopologyTests
{
    [Fact]
    public void Load_ProjectsOwnFile_HasItsQueuesAndTopics()
    {
        var topology = Topology.Load(Path.Combine(AppContext.BaseDirectory, "topology.json"));

        var signals = Assert.Single(topology.Queues, queue => queue.Name == "signals");
        Assert.Equal((100, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)), (signals.MaxDeliveryCount, signals.LockDuration, signals.DuplicateDetection));
        Assert.Contains("facts", topology.Topics.Select(topic => topic.Name));
        Assert.Contains("Applications", topology.Tables);
    }

    [Theory]
    [InlineData("""{ "queues": [ { "name": "a", "lockDuration": "1 minute" } ] }""", "'1 minute' is not an ISO 8601 duration")]
    [InlineData("""{ "queues": [ { "name": "a", "lockDuration": "PT4S" } ] }""", "allowed are PT5S–PT5M")]
    [InlineData("""{ "queues": [ { "name": "a", "maxDeliveryCount": 0 } ] }""", "maxDeliveryCount is 0")]
    [InlineData("""{ "queues": [ { "name": "a" } ], "topics": [ { "name": "A", "subscriptions": [] } ] }""", "is listed twice")]
    [InlineData("""{ "queues": [ { "name": "a", "sessions": true } ] }""", "sessions")]
    [InlineData("""{ "queues": [ """, "")]
    public void Load_Invalid_NamesFileAndCause(string json, string cause)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, json);

        var error = Assert.Throws<InvalidDataException>(() => Topology.Load(path));

        Assert.StartsWith(path, error.Message);
        Assert.Contains(cause, error.Message);
        File.Delete(path);
    }
}
