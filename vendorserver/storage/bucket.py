"""The few things that are asked of an S3-compatible store, with its errors in our words."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from vendorcore.errors import Busy, InvalidEntry, NoSpace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

READ_BYTES = 1 << 20
_CONNECT_SECONDS, _READ_SECONDS, _ATTEMPTS = 5, 60, 3
_FULL = ("QuotaExceeded", "EntityTooLarge", "InsufficientStorage", "507")
_NOT_THERE = ("404", "NoSuchKey", "NotFound")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a bucket is: s3://KEY:SECRET@BUCKET/PREFIX?endpoint=URL&region=NAME."""

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = "us-east-1"
    key: str = ""
    secret: str = ""

    @classmethod
    def from_url(cls, url: str) -> Address:
        """Read an address; InvalidEntry when it is none."""
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query))
        if parts.scheme != "s3" or not parts.hostname or set(options) - {"endpoint", "region"}:
            raise InvalidEntry(field="blob_url", reason="malformed")
        prefix = parts.path.strip("/")
        return cls(
            bucket=parts.hostname,
            prefix=f"{prefix}/" if prefix else "",
            endpoint=options.get("endpoint", ""),
            region=options.get("region", "us-east-1"),
            key=unquote(parts.username or ""),
            secret=unquote(parts.password or ""),
        )


class Bucket:
    """One bucket; without a key in the address boto3 looks where it always does."""

    def __init__(self, address: Address) -> None:
        self._name, self._prefix = address.bucket, address.prefix
        self._client = _client(address)

    def make(self) -> None:
        """Make the bucket when it is not there."""
        with _told():
            known = [one["Name"] for one in self._client.list_buckets()["Buckets"]]
            if self._name not in known:
                self._client.create_bucket(Bucket=self._name)

    def put(self, key: str, content: bytes) -> None:
        """Store an object; it is durable when this returns."""
        with _told():
            self._client.put_object(Bucket=self._name, Key=self._prefix + key, Body=content)

    def read(self, key: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Yield the bytes of an object from start up to stop; FileNotFoundError without it."""
        size = self.size(key)
        if size < 0:
            raise FileNotFoundError(key)
        end = size if stop is None else min(stop, size)
        if start >= end:
            return
        with _told():
            answer = self._client.get_object(
                Bucket=self._name, Key=self._prefix + key, Range=f"bytes={start}-{end - 1}"
            )
            with closing(answer["Body"]) as body:
                yield from body.iter_chunks(READ_BYTES)

    def size(self, key: str) -> int:
        """Return the number of bytes of an object, -1 when there is none."""
        with _told() as trouble:
            answer = self._client.head_object(Bucket=self._name, Key=self._prefix + key)
            return int(answer["ContentLength"])
        return -1 if trouble.absent else 0

    def listed(self, start: str) -> Iterator[tuple[str, int, datetime]]:
        """Yield key, size and time of every object whose key begins so."""
        with _told():
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._name, Prefix=self._prefix + start):
                for one in page.get("Contents", ()):
                    key = one["Key"].removeprefix(self._prefix)
                    yield key, int(one["Size"]), one["LastModified"]

    def delete(self, keys: Iterable[str]) -> None:
        """Remove objects; those that are not there are no error."""
        for key in keys:
            with _told():
                self._client.delete_object(Bucket=self._name, Key=self._prefix + key)

    def join(self, keys: list[str], target: str) -> None:
        """Make one object of several, inside the store, all or none."""
        place = {"Bucket": self._name, "Key": self._prefix + target}
        with _told():
            if not keys:
                self._client.put_object(**place, Body=b"")
            elif len(keys) == 1:
                self._client.copy_object(**place, CopySource=self._source(keys[0]))
            else:
                self._join(keys, place)

    def _join(self, keys: list[str], place: dict[str, Any]) -> None:
        upload = {"UploadId": self._client.create_multipart_upload(**place)["UploadId"]}
        try:
            parts = []
            for number, key in enumerate(keys, 1):
                done = self._client.upload_part_copy(
                    **place, **upload, PartNumber=number, CopySource=self._source(key)
                )
                parts.append({"PartNumber": number, "ETag": done["CopyPartResult"]["ETag"]})
            self._client.complete_multipart_upload(
                **place, **upload, MultipartUpload={"Parts": parts}
            )
        except BaseException:
            self._client.abort_multipart_upload(**place, **upload)
            raise

    def _source(self, key: str) -> dict[str, str]:
        return {"Bucket": self._name, "Key": self._prefix + key}


@dataclass(slots=True)
class _Trouble:
    absent: bool = False


@contextmanager
def _told() -> Iterator[_Trouble]:
    """Turn the store's errors into ours; an object that is not there is only noted."""
    from botocore.exceptions import BotoCoreError, ClientError

    trouble = _Trouble()
    try:
        yield trouble
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        trouble.absent = code in _NOT_THERE
        if code in _FULL:
            raise NoSpace("server-full") from error
        if not trouble.absent:
            raise Busy(retry_after=5, store=code) from error
    except BotoCoreError as error:
        raise Busy(retry_after=5, store=type(error).__name__) from error


def _client(address: Address) -> Any:
    try:
        import boto3
        from botocore.config import Config
    except ImportError as error:
        raise InvalidEntry(field="blob_url", reason="needs-s3") from error
    # Older stores know neither the newer checksums nor names of buckets as host names.
    config = Config(
        signature_version="s3v4",
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=_READ_SECONDS,
        retries={"max_attempts": _ATTEMPTS, "mode": "standard"},
        s3={"addressing_style": "path"},
        max_pool_connections=32,
    )
    return boto3.client(
        "s3",
        endpoint_url=address.endpoint or None,
        region_name=address.region,
        aws_access_key_id=address.key or None,
        aws_secret_access_key=address.secret or None,
        config=config,
    )
