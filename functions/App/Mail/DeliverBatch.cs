using System.Diagnostics;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Mail;

/// <summary>Turns the letters of a batch into mail, over one connection.</summary>
public sealed class DeliverBatch(Postman postman, IMailSender mail, BatchStore batches, TimeProvider time, ILogger<DeliverBatch> logger)
{
    /// <summary>
    /// Delivers each letter at least once; what went out before is left out. A letter that cannot be written, or that the server refuses,
    /// keeps none of the others back: the batch fails in the end, and the next delivery tries that letter alone.
    /// </summary>
    public async Task RunAsync(LetterBatch batch, CancellationToken cancellation)
    {
        var (reading, naming) = (batches.ReadAsync(batch, cancellation), batches.BeginAsync(batch, cancellation));
        await Task.WhenAll(reading, naming);
        var (known, day) = (await reading, await naming);
        var left = batch.Letters.Where(letter => !known.Contains(LetterBatch.KeyOf(letter))).ToList();
        if (left.Count == 0) return;
        using var delivery = Tracing.Source.StartActivity("deliver letters", ActivityKind.Client);
        delivery?.SetTag("app.letter.template", left[0].Template);
        var progress = new BatchProgress(
            batch.Letters.Select(LetterBatch.KeyOf).Where(known.Contains), time,
            done => batches.KeepAsync(batch, day, done, CancellationToken.None));
        Exception? refused = null;
        await using (var connection = await mail.OpenAsync(cancellation))
        {
            try
            {
                foreach (var letter in left)
                {
                    try
                    {
                        await postman.HandOverAsync(letter, connection, cancellation);
                    }
                    catch (Exception exception) when (exception is UnwritableLetterException or MailRefusedException)
                    {
                        refused = exception;
                        continue;
                    }

                    await progress.AddAsync(LetterBatch.KeyOf(letter));
                }
            }
            finally
            {
                await progress.EndAsync();
            }
        }

        if (refused is not null) throw refused;
        logger.LogInformation("Delivered {Count} letters, {Template}, about {About}", left.Count, left[0].Template, batch.About);
    }
}
