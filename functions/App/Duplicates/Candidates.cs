using System.Text;

namespace FunctionsApp.Duplicates;

/// <summary>What two applications have in common.</summary>
public enum Likeness
{
    /// <summary>The same file, byte for byte.</summary>
    SameFile,

    SimilarText,
    SameLead,
    SameProjectNumber,

    /// <summary>The same organisation, as applicant or as partner, with the same title.</summary>
    SameProject,
}

/// <summary>Something of an earlier application that may be the same.</summary>
/// <param name="Resemblance">Of the texts by their signatures, 0 to 1; 1 where digests are equal.</param>
public sealed record Candidate(Fingerprint Own, Fingerprint Other, Likeness Likeness, double Resemblance);

/// <summary>Looks through the fingerprints of all applications for those that resemble those of one.</summary>
/// <param name="own">All of one application, which is itself in the index.</param>
public sealed class Candidates(IReadOnlyList<Fingerprint> own)
{
    /// <summary>A text with 30 % of its words changed has about 0.2; texts of one subject by different people less than 0.05.</summary>
    public const double Least = 0.12;

    /// <summary>Of a text, the most alike.</summary>
    public const int MostTexts = 50;

    private readonly byte[] application = own.Count == 0 ? [] : Encoding.ASCII.GetBytes(own[0].Application);

    private readonly Dictionary<(Fingerprint Own, string Application, ComparedKind, string Type), Candidate> found = [];

    /// <summary>Records that were looked at; those that are there twice count twice.</summary>
    public int Seen { get; private set; }

    /// <summary>For each document, form and answer, the same ones first, then the most alike.</summary>
    public IReadOnlyList<Candidate> Found =>
    [
        .. own.SelectMany(each => found.Values.Where(candidate => ReferenceEquals(candidate.Own, each))
            .OrderByDescending(candidate => candidate.Resemblance).ThenBy(candidate => candidate.Other.Application, StringComparer.Ordinal)
            .ThenBy(candidate => candidate.Other.Type, StringComparer.Ordinal).Take(MostTexts)),
    ];

    /// <param name="record">As <see cref="Fingerprint.Write"/> wrote it.</param>
    public void See(ReadOnlySpan<byte> record)
    {
        if (own.Count == 0 || Fingerprint.IsOf(record, application)) return;
        Seen++;
        foreach (var each in own)
        {
            if (IsSame(each, record)) Add(each, record, SameBy(each.Kind), 1);
            else if (each.Signature is { } signature && Fingerprint.HasSignature(record))
            {
                var resemblance = Signature.Resemblance(signature, Fingerprint.SignatureOf(record));
                if (resemblance >= Least) Add(each, record, Likeness.SimilarText, resemblance);
            }
        }
    }

    // A form's digest is that of its texts: alike texts are found by their signatures, whose passages can be shown.
    private static bool IsSame(Fingerprint one, ReadOnlySpan<byte> record) =>
        one.Kind == Fingerprint.KindOf(record) && one.Kind != ComparedKind.Form
        && one.Digest.AsSpan().SequenceEqual(Fingerprint.DigestOf(record));

    private static Likeness SameBy(ComparedKind kind) => kind switch
    {
        ComparedKind.Lead => Likeness.SameLead,
        ComparedKind.ProjectNumber => Likeness.SameProjectNumber,
        ComparedKind.Project => Likeness.SameProject,
        _ => Likeness.SameFile,
    };

    private void Add(Fingerprint one, ReadOnlySpan<byte> record, Likeness likeness, double resemblance)
    {
        var candidate = new Candidate(one, Fingerprint.Read(record), likeness, resemblance);
        var key = (one, candidate.Other.Application, candidate.Other.Kind, candidate.Other.Type);
        // Versions and second runs: the most alike counts.
        if (!found.TryGetValue(key, out var earlier) || earlier.Resemblance <= resemblance) found[key] = candidate;
    }
}
