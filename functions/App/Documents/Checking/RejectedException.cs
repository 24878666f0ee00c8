namespace FunctionsApp.Documents.Checking;

/// <summary>The content that is being read is rejected; <see cref="ContentCheck"/> catches it.</summary>
internal sealed class RejectedException(Rejection rejection) : Exception(rejection.Code)
{
    public Rejection Rejection { get; } = rejection;
}
