using FunctionsApp.City;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Records.Log;

public sealed class LogTimer(SealRecords records, TimeProvider time, ILogger<LogTimer> logger)
{
    /// <summary>
    /// 00:10 Asia/Shanghai, written in UTC, and three times after that where the first failed. A missed day is made up by the next: its
    /// chains are in the next checkpoint.
    /// </summary>
    [Function("Records_Seal")]
    public async Task SealAsync([TimerTrigger("0 10 16-19 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        try
        {
            await records.RunAsync(BeijingTime.Day(time.GetUtcNow()), cancellation);
        }
        catch (StaleStateException)
        {
            logger.LogInformation("Another run signs the log of records");
        }
    }
}
