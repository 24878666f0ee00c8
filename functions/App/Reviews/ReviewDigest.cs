using FunctionsApp.Applications;

namespace FunctionsApp.Reviews;

/// <summary>Seals what a reviewer is asked about.</summary>
public static class ReviewDigest
{
    /// <inheritdoc cref="ContentDigest.Of"/>
    public static string Of(Application application) => ContentDigest.Of(application);
}
