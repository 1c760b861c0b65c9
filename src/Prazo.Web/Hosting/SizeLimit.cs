using Microsoft.AspNetCore.Http.Metadata;

namespace Prazo.Web.Hosting;

/// <summary>How large a body an endpoint takes, packed or unpacked; without it the server's own limit holds.</summary>
internal sealed record SizeLimit(long Bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => Bytes;
}
